"""Sentences as people write them in incident documents, with the places that deserve a hint: the rules were written with these.

One a line; `[kind|words]` is a place, `[kind/other|words]` one where either kind is right, `[either|words]` one that is
not scored; `¶` is the end of a line in the Markdown source.
"""

SENTENCES = """
Priya [counterfactual|should have checked] the replication lag before she started the failover.
The team [counterfactual|failed to notice] that the disk was filling up.
We [counterfactual|could have caught] this two hours earlier with a canary.
[counterfactual|If only] the runbook had mentioned the second region.
Nobody [counterfactual|thought to] look at the certificate's expiry date.
The on-call engineer [counterfactual|forgot to] silence the monitor before the migration.
I [counterfactual|should've asked] in the channel first.
A second pair of eyes [counterfactual|would have caught] the typo in the hostname.
The outage [counterfactual|could have been avoided] by a simple dry run.
This was an entirely [counterfactual|preventable] outage.
[counterfactual|Why didn't] support tell us about the tickets on Monday?
The reviewers [counterfactual|overlooked] the changed default in the Helm chart.
[counterfactual|Had we] rolled back at 14:05, customers [counterfactual|would not have noticed].
They [counterfactual|ought to have] paged the database team right away.
The change was merged [counterfactual|without checking] whether the index existed.
Marcus [counterfactual|neglected to] update the status page for forty minutes.
The hand-over [counterfactual|did not mention] the half-finished migration, and it [counterfactual|should have].
[counterfactual|If we had] tested the restore in March, we [counterfactual|would have known] that the dumps were empty.
The feature flag [counterfactual|should have been] turned off before the weekend.
Support [counterfactual|never told] engineering about the first three reports.
[counterfactual|Instead of escalating], the responder [counterfactual|should have] rolled back.
Customers [counterfactual|should have been told] much sooner.
Dana [counterfactual|missed] the second alert because it arrived during the hand-over.
We [counterfactual|shouldn't have deployed] on a Friday evening.
The staging test [counterfactual|would have shown] the lock [counterfactual|if anyone had] run it.
An earlier call to the vendor [counterfactual|might have] saved us a night.
It [counterfactual|was never checked] whether the backups could be read.
The planning meeting [counterfactual|failed to] consider the end-of-quarter load.
You [counterfactual|could've] asked me, I was online the whole evening.
Lessons from March [counterfactual|were not applied].
She [counterfactual|needed to have] read the warning before typing yes.
The load test [counterfactual|was skipped] to make the date.
The engineers [counterfactual|did not follow] the runbook.
[counterfactual|Why had nobody] noticed that the probe was disabled?
The incident [counterfactual|need not have] lasted six hours.
[counterfactual|With better] communication, this [counterfactual|would never have] reached customers.
The two teams [counterfactual|failed] to agree on an owner.
More careful review [counterfactual|would have prevented] the bad config from shipping.
The vendor [counterfactual|omitted to] tell us about the change of limits.
It [hindsight|was clear that] the cluster could not take the load.
[hindsight|Obviously], the script was pointed at production.
[hindsight|In hindsight], the graph had been climbing since Tuesday.
[hindsight|The signs were there] for weeks.
A migration of that size was [hindsight|bound to] lock the table.
The queue [hindsight|inevitably] backed up once the workers restarted.
[hindsight|Looking back], the first error at 09:12 told us everything.
The dashboard [hindsight|clearly] showed the drop at 11:40.
[hindsight|Of course] the cache was cold after the restart.
The risk was [hindsight|plain to see] in the capacity report.
[hindsight|With the benefit of hindsight], the timeout was far too long.
It was [hindsight|only a matter of time] before the disk filled up.
It [hindsight|should have been obvious] that the token had expired.
[hindsight|As anyone could see], the two dashboards disagreed.
The outcome was [hindsight|predictable] given the number of open connections.
The warning signs [hindsight|were all there] in the Grafana board.
[hindsight|Unsurprisingly], the retry storm took down the second node.
Anyone [hindsight|could have seen] this coming.
[hindsight|Needless to say], the second deploy made it worse.
[hindsight|It was obvious] from the start that the failover had not worked.
The plan was [hindsight|doomed] from the moment the window moved.
There were [hindsight|clear warning signs] in the weeks before.
[hindsight|Retrospectively], the alert at 02:10 was the first sign.
This was an accident [hindsight|waiting to happen].
The engineer [hindsight|must have known] that the node was the primary.
The correlation with the deploy was [hindsight|evident].
The outage was caused by [person_as_cause|human error].
[person_as_cause|Operator error] during the network change took down the site.
The incident [person_as_cause|was caused by an engineer] who ran the wrong command.
[person_as_cause|Tom's mistake] led to the loss of the table.
The release manager [person_as_cause|was at fault].
The vendor's technician [person_as_cause|is to blame] for the cut fibre.
Someone [person_as_cause|fat-fingered] the CIDR range.
[person_as_cause/judgement|Carelessness] during the maintenance window brought down the link.
The downtime was [person_as_cause|due to a mistake by] the contractor.
The person on call [person_as_cause|broke] production by [person_as_cause|running the wrong] script.
The site went down [person_as_cause|because Jonas] typed the command on the wrong host.
An [person_as_cause|engineer's error] removed the rule.
It was [person_as_cause|their fault] that the page went to nobody.
[person_as_cause|A lack of attention] on the part of the operator let the second alarm pass.
The deletion was traced to [person_as_cause|user error].
The [person_as_cause|culprit] was a new hire in the data team.
The infrastructure team [person_as_cause|was responsible for the outage].
The DBA [person_as_cause|made a mistake] and dropped the wrong schema.
A [person_as_cause|typo by] the release engineer sent the traffic to Frankfurt.
The data loss was the [person_as_cause|result of an operator's] slip.
The config [person_as_cause|was mistyped] by the person on call.
[person_as_cause|Blame] lies with the platform team.
The bad route was a [person_as_cause|manual error].
Lack of [person_as_cause/judgement|discipline] in the team is why the page was late.
It was [person_as_cause|a simple human mistake].
[single_cause|The root cause was] an expired certificate.
The outage was [single_cause|solely] due to the firmware bug.
It all [single_cause|came down to] one missing index.
The [single_cause|sole cause] was the change to the load balancer.
The site went down [single_cause|simply because] the disk was full.
[single_cause|The single reason] for the delay was the pager rotation.
We found [single_cause|the root cause]: a race in the lock service.
It was [single_cause|all because of] a stale DNS record.
In the end it [single_cause|boiled down to] a missing semicolon.
[single_cause|The cause of the outage was] a bad BGP announcement.
The slow recovery [single_cause|was entirely due to] the size of the snapshot.
[either|The only reason] the data survived was Ines's manual snapshot.
The failure [single_cause|can be traced back to] a single line in the config.
[single_cause|Root cause:] memory leak in the sidecar.
The [single_cause|underlying cause] was an exhausted connection pool.
The deploy was [single_cause|the one thing] that caused the outage.
The [single_cause|real reason] was a wrong default in the client library.
The crash happened [single_cause|purely because of] the leap second.
A bad cable was [single_cause|the culprit].
[single_cause|The true cause] was found on Thursday: clock skew.
[single_cause|What caused the outage was] a kernel bug.
The [single_cause|primary root cause] is believed to be the expired token.
Rolling forward was a [judgement|poor decision].
The responder [judgement|wrongly] assumed that the replica was in sync.
The comms team's reply was [judgement|unprofessional].
The migration was [judgement|hastily] planned by two people over lunch.
It was [judgement|reckless] to deploy without a freeze.
The review of the change was [judgement|sloppy].
The hand-over was [judgement|inadequate].
Merging it on a Friday showed [judgement|bad judgement].
The team [judgement|mistakenly] believed that the failover was automatic.
The response was [judgement|unacceptably slow].
Our communication with customers was [judgement|poor].
A [judgement|lazy] workaround from 2019 was still in the code.
The testing was [judgement|insufficient].
The [judgement|inexperienced] engineer restarted the primary.
Skipping the drill was [judgement|irresponsible].
The on-call [judgement|panicked] and restarted everything.
Kenji [judgement|foolishly] trusted the green dashboard.
The decision to wait was [judgement|wrong].
The operator [judgement|incorrectly] believed that the node was drained.
[judgement|Poor planning] left no time for the dry run.
Their handling of the tickets was [judgement|disappointing].
Management's choice to skip the audit was [judgement|short-sighted].
She made the [judgement|wrong call] and stayed with the old cluster.
The engineer acted [judgement/person_as_cause|carelessly].
It was [judgement|a mistake] to trust the cached value.
He [judgement|blindly] followed the runbook.
The change was [judgement|badly] reviewed.
The incident commander did a [judgement|terrible job] of keeping notes.
The job failed to start after the reboot.
The replica should have caught up by then, but the lag kept growing.
The alert didn't fire because the threshold was 95 percent.
The script failed with exit code 2 and the cron job never retried.
The health check was wrong about the third node.
Poor performance of the new disks made the rebuild slow.
The load balancer failed to drain the old pods.
A bad disk and a faulty cable were replaced the next day.
The retry should have succeeded, since the endpoint was back.
The certificate could not have been valid after the first of March.
The build was slow and the cache missed on every request.
Each service should have an owner who can be paged.
You should have received an invite for Thursday.
At that point it could have been the switch or the proxy.
We should have a dashboard for this by the end of May.
The on-call can roll back without asking anybody.
The next review ought to look at how alerts are routed.
If we have another failover, we would use the new runbook.
By Friday you should have access to the new board.
It would have gone on longer without Mei's breaker.
Without Paulo's snapshot we would have lost the whole day of data.
Thanks to Amira, who noticed the drift; it could have been far worse.
It might have spread to the second region had the breaker not opened.
At 10:14 it was clear to Lina from the graph that writes had stopped.
By 11:30 it had become obvious to the responders that the restore would take hours.
It was not obvious which of the two nodes was the primary.
It was unclear whether the snapshot was complete.
The button is clearly labelled and the hosts are colour-coded.
The plan was written clearly, with a table of the steps.
Nobody was at fault here.
There was no single root cause.
I would not call it careless: the prompt looked the same on both hosts.
This was not a human error, and calling it one would end the conversation.
The root cause analysis template has a field for the time of detection.
Hindsight bias makes the path look straighter than it was.
We keep our reviews blameless.
Dekker's Field Guide to Understanding Human Error was on the reading list.
He said "you should have called me", and then went back to the graphs.
“It was obviously the deploy”, wrote Sam at 10:20.
> We should have called the vendor at once.¶¶The call was made at 15:10.
The log line was `user error: should have been int` on every node.
See [the thread](https://chat.example.com/why-didnt-we/root-cause-was) for the rest.
```¶ERROR: root cause was operator error¶```¶The line above came every second.
The notes <!-- obviously wrong, we should have asked --> were taken by Rosa.
How did it make sense to keep the old node running?
Why did the alert not fire?
What made the second dashboard look right?
The root directory had 3 GB left.
The team rolled back at 14:20 and the queue was empty ten minutes later.
Lena missed lunch to stay on the call with the vendor.
The status page was updated at 12:05 by Farid from support.
We decided together to keep the failover manual for now.
The on-call was paged at 03:12 and joined the channel at 03:16.
The default page size is 50, and the wrong value raises an error.
Nobody could have known that the firmware had changed.
Which signals were there, and who saw them?
The client was right to complain, and the support team answered within the hour.
Several things had to come together: the expired token, the long cache and the quiet pager.
The single point of failure is documented in the architecture page.
""".strip().splitlines()
