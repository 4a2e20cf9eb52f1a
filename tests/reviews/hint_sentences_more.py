"""Sentences written without a look at the rules, to see how they do on text that nobody here has seen; markup as in
hint_sentences.py. They were split at random into LEARNT and SEALED.

At first sight, before any rule was changed for them, LEARNT gave 86 of 100 hints right and 72 of 100 places found. The rules
were then widened with LEARNT alone; SEALED, which nobody had looked at, then gave 89 of 100 right and 90 of 100 found (86
and 90 before two labels were put right), and was learnt from as well. Since then it is no measure of unseen text any more.
"""

LEARNT = r"""
lol yeah that one's on me, I [counterfactual|totally forgot to] rebase before I pushed
We were lucky that the batch had not started; three million rows would have been overwritten.
The sync job forgets its cursor after a restart.
At 11:20, Wei [judgement|incorrectly diagnosed] the problem as a network partition.
What I don't get: [counterfactual|why didn't anyone] call the vendor at midnight when we had the premium contract?
The stand-in incident commander was [judgement|incompetent] and had to be replaced at 04:00.
The airline's IT director told the inquiry that [person_as_cause|a contractor was responsible for] the power loss at the data centre.
At 02:17 UTC the primary for the ledger cluster stopped accepting writes. [hindsight|In retrospect], the disk alerts from the previous Thursday were the first sign, but they were filed under a different service.
A [counterfactual|failure to test] the restore procedure meant that the operators were working without any idea of how long it would take.
Several factors contributed: the expired certificate, a paging rule for business hours, and a dashboard which caches for an hour.
Two people were on call that night, one of them for the first time.
Had Lukas not noticed the odd numbers in the invoice, the error would have gone on until the year-end audit.
Nobody was at fault here. The procedure was followed to the letter, and the procedure was the one that the vendor had given.
"You should have called me," the duty manager told her afterwards.
The alert fired four times and was [counterfactual/judgement|ignored] each time by the team on duty.
If I [counterfactual|had looked] at the second graph, I [counterfactual|would've seen] the error rate climbing on the canary.
In the end it [single_cause|all came down to] one line in `nginx.conf`.
The dependency was anything but obvious, as no diagram shows it.
Why does the proxy buffer the whole response?
<!-- the reviewer failed to read this, see comment below -->¶The timeline begins at 06:00.
[person_as_cause|Pilot error] was recorded as the cause in the ground station's log, and the file was closed after two days.
The manager's [judgement/person_as_cause|poor judgement] in sending half of the team home left two people to handle 600 tickets.
A simple phone call to the NOC [counterfactual|might well have] saved the evening.
We [hindsight/counterfactual|should have known] that a certificate with a one-year lifetime would run out during the freeze.
As the night shift [counterfactual|hadn't been briefed], they took the dip for the usual backup window.
The new index made the query plan worse, not better.
Everybody on the bridge was [judgement|unprofessional], and the customer heard it.
There is no evidence that anyone acted carelessly.
The deploy was done on a Friday night, which was [judgement|stupid].
The traffic team [counterfactual|did not communicate] the change to the storefront team, [either|nor did they put it] in the calendar.
[counterfactual|Instead of asking] for help, I kept trying variations of the same query for half an hour.
The follow-up has an owner and ought to be done in March.
All steps had been rehearsed in spring by the same crew.
[single_cause|What brought the whole thing down was purely and simply] a full `/var`.
The scripts were run by hand, in the wrong order, [person_as_cause/judgement|because Ayumi was inattentive].
Three of the five sites lost telephony. The carrier's notice had been sent to a shared mailbox which the facilities team [counterfactual|never opened].
The incident was [person_as_cause|caused by an engineer] running the clean-up script against production instead of staging.
[single_cause|The reason was simply] that the cron host was still in summer time.
The outage would have lasted much longer without Priyanka's knowledge of the old billing code.
Any one of the three reviewers [counterfactual|could have spotted] the inverted condition.
The mistake counter on the exam page showed -1.
The decision to resume the import at 16:00 was [judgement|a bad one], and it cost us another four hours of clean-up.
Thanks to the quick thinking of the night nurses, who had printed the lists at six, no dose was missed.
Monitoring showed a flat line, which the team read as "no traffic".
No one [counterfactual|checked whether] the feature flag was also read by the mobile clients.
The import could not be completed as the file was too large.
Book club: *Just Culture*, chapter 3, and the paper "Errors and mistakes in medicine".
The robot should've stopped at the yellow line but its bumper switch was stuck.
The group [either|underestimated] the size of the table and [judgement|wrongly concluded] that the migration would be instant.
It wasn't clear to us who was leading the call.
In the words of the night operator, "it was obvious I'd picked the wrong one, but only after the fact".
We [hindsight/counterfactual|knew or should have known] that the certificate pinning in the 4.x clients would break.
The procurement office [counterfactual|had failed to renew] the support contract, so no vendor engineer was available before Tuesday.
The surgeon's list was moved to the afternoon, and two patients went home.
The mitigation: scale the pool to 400, drop the retries to 1, flush the cache.
Remember to bring your laptop.
We [counterfactual|had every opportunity to] stop the rollout and [either|didn't take it].
The support agent [counterfactual|neglected to] attach the customer's log, so engineering lost a day.
It is still unclear why the job started twice.
The load balancer dropped every second request. The network engineer [counterfactual|could easily have] checked this with one curl, and [counterfactual|should have].
`git commit -m "stupid mistake, should have tested"`
The sensor missed three readings between 04:00 and 04:10.
The security team [counterfactual/judgement|turned a blind eye to] the shared root account for years.
A postcard from the obvious: we put all our eggs in one region, and [hindsight|naturally] the region went away.
During the handover, the outgoing engineer [counterfactual|left out] the fact that the standby was down for repair.
Customers in Australia would have seen the error for about four minutes.
You may have noticed that the status page looks different today.
[counterfactual|If only we'd] kept the old servers for one more week.
Nobody [counterfactual|took the time to] read the release notes, which mention the new default in the second paragraph.
The attacker used a token that had been committed to a public repository in 2019. Security [counterfactual|ought to have rotated] it when the contractor left.
Nobody on the team [either|would have guessed] from the documentation that the two flags interact.
We do not ask who was at fault.
Between 12:00 and 12:20, you would have seen a blank page when opening the app.
Without the extra hands from the storage team, this could have dragged on until Monday.
[single_cause|The real reason is] [judgement|sloppy] coding in the parser, nothing else.
About 3 % of players could have been affected, according to the telemetry.
More thorough testing [counterfactual|would have uncovered] the race between the two consumers.
From the bridge's chat it was obvious to everyone at that moment that the database was down, because every query returned the same message.
We should have more than one person who knows the tape library.
We can't rule out that data may have been read; the investigation goes on.
[single_cause|All of this traces back to] one missing index on the `shipments` table.
Due to an [person_as_cause|oversight by the platform team], the new nodes [counterfactual|were never added] to the monitoring.
The order might have been placed twice; we are checking with the acquirer.
This was a [counterfactual|missed opportunity] to catch the defect before it reached players.
[counterfactual|Rather than verifying] the backup, the crew went ahead with the wipe.
Our investigation found that the [person_as_cause|operator was to blame] for the loss of cooling in hall 2.
This section avoids phrases such as "failed to" and "should have".
The engineer opened the console at 14:12, saw the lag at 40 seconds and decided to wait for the next sample.
The route reflector should not have accepted the prefix, as its filter lists only /24 and shorter.
On Monday the finance team discovered 1,204 duplicated invoices. It was [hindsight|only a matter of time] before two workers picked the same batch.
The incident commander handed over to Yusuf at 22:00, with the list of open questions on the whiteboard.
The [single_cause|root cause of the outage was] a malformed BGP community that was accepted by two of our edge routers.
The [single_cause|sole reason for] the data loss was the default retention of seven days.
Dekker's *The Field Guide to Understanding 'Human Error'* is on the shelf in room 4.12.
Everyone involved [counterfactual/hindsight|should have realised] much earlier that the two tickets were about the same thing.
To be discussed: should we have one bridge or two?
The DBA [counterfactual|forgot] a WHERE clause.
We simply [counterfactual|did not test] with a leap year.
The root partition was full, and the root user could not log in any more.
In the team's own words the plan was fine; in practice it was a [judgement|terrible idea] to move the DNS and the database in the same night.
Hindsight bias is one of the traps that facilitators learn about.
Do we have to be in the room, or may we join from home?
According to the vendor, the firmware should have been fixed in 7.2; our devices run 7.4.
The testers [counterfactual|missed] the regression because the fixture had only one currency.
They [judgement|did a terrible job] of keeping the other teams informed.
The report never says that someone was negligent, and neither do we.
It [hindsight|doesn't take a genius to see] that one bastion host for four regions would end badly.
At that stage it could have been either the fibre or the optics, so we sent someone to look at both.
The watchdog would have restarted the process after 300 s, yet at 290 s the process answered again.
The on-call phone's battery was bad.
At that point [hindsight|anyone could have seen] that the second link would be overloaded.
Maybe we could have a look at this together on Thursday?
What were you looking at when the first page came in?
[single_cause|Nothing else but the expired licence was responsible for] the outage.
The log line is `ERROR: operator error, should have been int`.
[counterfactual|Why wasn't] the status page updated before 15:00?
The checksum was wrong on two of 14,000 objects.
It soon became apparent to the on-call, once the traces came in, that only tenants with SSO were hit.
The [single_cause|outage had a single cause]: an `rm` in the entrypoint.
The [judgement|poor handling] of the first hour by the incident lead made everything afterwards harder.
The technician [judgement|mistakenly assumed] that the blue cable was the standby.
The engineer on duty [counterfactual/judgement|did nothing] for twenty-five minutes after acknowledging the page.
`RootCauseAnalyzer` is the name of the service that grouped the alerts.
[hindsight|Looking back, it's plain that] the migration [either|had no chance] of finishing inside the window.
The garbage collector would have needed another 12 GB to finish the cycle.
The job runs solely on the hosts with a GPU.
It [single_cause|boils down to] the fact that we run both resolvers in the same rack.
The `careless-whisper` container logs to stdout.
The memory leak had been there since version 2.3.
The [person_as_cause|guilty party] turned out to be the contractor who had set up the proxy.
The [judgement|incorrect decision] to fail over was taken at 06:31 by the duty lead.
## Cause¶¶[person_as_cause|Human error]. A member of the network team [either|typed the wrong VLAN id].
It [hindsight/counterfactual|should have been obvious] to the people on the call that the numbers did not add up.
Why did the failover not trigger on the standby?
It was [judgement|naive] of us to think that partners read their e-mail on a Sunday.
The trading desk [counterfactual/judgement|waited too long to] halt the algorithm.
If the timeout had been reached, the client would have reported a 504; it reported a 502.
How did it make sense to the person on duty to restart the second node first?
If the cache is cold, the first request may fail to complete in time.
The reviewers [counterfactual/judgement|let through] a change which they [either|had not understood]; that is [judgement|unacceptable].
[counterfactual/person_as_cause|Our failure here was in not asking] the warehouse what they needed.
Failed logins rose from 200 to 31,000 per minute.
There was [counterfactual|no attempt to] contact the customer before the account was closed.
What made the rollback look like the better option at 13:50?
A quick look at the dashboard [counterfactual|would have told] them that the replica was nine hours behind.
Marketing sent the campaign early [counterfactual|without telling] anyone in operations, and the queue grew to two million messages.
The storage vendor's advisory had been published in June. [counterfactual|Applying it then would have prevented] the corruption.
[hindsight|Clearly], the team [counterfactual|had never planned] for the loss of two zones at the same time.
A more experienced engineer [counterfactual|would not have run] that command.
The customer asked for a statement; the account manager [counterfactual|never replied].
""".strip().splitlines()

SEALED = r"""
The company later conceded that staff had [counterfactual|failed to act] on three separate warnings from the regulator.
The deletion was [person_as_cause|the fault of the intern], according to the first report.
The primary key was exhausted at 2,147,483,647; inserts then failed with `integer out of range`.
There was no single root cause; five things had to come together.
The first alert came from a customer, by telephone, at 09:14.
The warning signs [hindsight|were there for everyone to see]: growing heap, longer pauses, two restarts in one week.
The hospital trust's report says that clinicians [counterfactual|were not informed] of the downtime until 40 minutes after it had begun.
[counterfactual|Had someone simply] rung the duty manager, theatre lists [counterfactual|could have been moved] to the other site before eight.
The new console clearly shows which region is active.
Could someone have changed the password policy? At 15:20 this was our best idea, and we asked the identity team.
What we did: 1. drained the zone; 2. restarted the agents; 3. waited.
We don't think "human error" explains anything.
The rollback took 94 minutes, because the deployment team had [counterfactual|omitted to] keep the previous image.
I do not understand how a senior engineer can [judgement/person_as_cause|be so careless] with a production database.
The button is clearly labelled "Promote to primary", with a red border.
- **What went wrong**¶  - Capacity review was [counterfactual|never carried out] for the new region¶  - Launch checklist signed off [counterfactual|without anyone reading] it
I would not call that decision careless: the tool showed green, and three people had looked at it.
What would you have needed to see in order to notice the drift?
The [person_as_cause|culprit was Joanna], who had merged the branch before the tests were green.
She wrote in the chat: “my fault, I should have checked that, sorry!”
Of course hindsight makes it easy to say, but the freeze [counterfactual|should've been] extended by a week.
The word "obviously" appears nine times in the first draft.
A junior developer [person_as_cause|accidentally deleted] the production namespace, which caused the outage.
By noon Sara knew that the certificate was the problem: `openssl s_client` had printed its end date.
[counterfactual|Had the on-call been] told about the maintenance window, the two failovers [counterfactual|would not have overlapped].
The label on the rack is wrong.
Please check that the link works before you send it to the attendees.
We learnt a great deal from the way the three teams coordinated, and the shift lead did outstanding work under pressure.
One of the causes was the retry storm; others were the small pool and the long timeout.
[either|Root cause]: [person_as_cause|user error]. The customer deleted the workspace and then asked for it back.
The automated rollback failed to start.
The incident [person_as_cause|happened because someone typed] `prod` where `stage` was meant.
Q: Was there anything on the screen that told you the drain had finished?¶A: No, the row just turned grey.
It would be unfair to say that the operators should have known.
Each team should have a named owner for its error budget by the end of the quarter.
> We failed to notice the second alert, and we should have.¶¶This is from the report which the supplier sent on 4 June.
The release notes [counterfactual|ought to have mentioned] that the endpoint was going away; three partners found out by themselves.
Payments to three partner banks were delayed by six hours. The settlement team [counterfactual|should have been paged] at the first rejected file, not at the fortieth.
The bug that triggered the crash is fixed in 1.19.
The underlying issue was the team's [judgement/person_as_cause|laziness] about writing tests for the importer.
The health check failed to detect the dead listener, because it only opens a TCP connection.
He pushed straight to main [counterfactual|without asking for a review].
One [counterfactual|would have expected] the duty officer to escalate after the second alarm.
Our change advisory board [judgement|blindly] approved the request.
Alerts ought to carry a link to the runbook.
We [counterfactual|might have avoided] the second outage if the first one [counterfactual|had been communicated] to the night shift.
At 10:42 it became clear to the responders, from the packet captures, that the return path was different.
At 08:31 the load balancer wrongly marked all twelve backends as unhealthy.
The compiler complains about the wrong argument type.
The team [counterfactual|had not bothered to] write down which hosts were affected.
The service account's home is the root directory of the share.
The flawed component was an RJ45 coupler with a bent pin.
With [hindsight|the benefit of hindsight], pausing the rollout at 5 % was [either|the only sensible option].
You should have received an e-mail with a link to the recording.
We should review the quotas every month from now on.
The course on root cause analysis takes place on 12 September.
Should on-call engineers be able to pause the deploys of other teams?
The bridge call was [either|chaotic], and the [judgement|lack of leadership] from the incident commander showed.
| Question | Answer |¶|---|---|¶| Why did it take so long? | Kofi [counterfactual|didn't escalate] until 21:30 |
The upgrade of the pharmacy system was approved on [judgement|flimsy] reasoning.
The clerks [judgement|foolishly] kept a paper copy of the admin password taped under the keyboard.
At 03:15 Ines suspected the switch. It might have been the firmware update, she thought, since it had run on the same evening.
The database administrator was [judgement/person_as_cause|negligent] in leaving the default password in place.
The nightly job was moved to the new scheduler by Tomasz, who [judgement|wrongly believed] that it was idempotent.
The default timeout is too short for mobile clients, and the error message is poor.
[single_cause|The cause of this incident was] [person_as_cause|Dmitri's typo] in the ACL.
> The on-call said "I had no idea that the flag was global".¶¶He [counterfactual|should have read] the description of the flag, which states it in bold.
The message broker acknowledges a batch before it is written to disk, which the client library does not mention.
The on-call [judgement|needlessly] restarted the healthy replica, which doubled the length of the outage.
This is what happens when people [judgement|cut corners].
The on-call engineer [judgement|panicked] and restarted every node at once.
Our guide asks writers to replace *human error* with a description of the work.
The engineer's [judgement/person_as_cause|lack of care] led to the wrong bucket being emptied.
A [either|bad deploy] of the edge proxy went out at 17:05; the canary's metrics were normal.
We are sorry for the disruption. This incident [counterfactual|could have been prevented] by a simple check in the pipeline, which we have now added.
A contributing cause was the lack of a staging environment with realistic data.
The pump failed. Pressure in loop B dropped below 2 bar.
From the timeline: 13:40 Sven starts the restart. [hindsight|Unsurprisingly], the cold caches cannot take the load and the site goes down again.
The single point of contact for patients was the switchboard.
The queue depth went up for two reasons.
Match-making fell over ten minutes after the season launch. It was [hindsight|obvious] that the new region would get most of the traffic, and yet we gave it the smallest shard.
The [single_cause|one and only cause] was an off-by-one in the pagination cursor.
The parser silently ignored the second header, and the proxy forwarded the request.
Had they [counterfactual|waited] ten more minutes, the replica [counterfactual|would have caught] up.
The outage was [counterfactual|avoidable]. The runbook asks for a second person, and there was none.
The maintenance crew [counterfactual|skipped] the lock-out step and the breaker was closed while work was under way.
There was no way for Ingrid to know that the other team had started the same drain.
The replica could have been promoted automatically, but the lease had not run out.
The change was [judgement|poorly planned] and [judgement|badly executed].
Sorry for my English. The problem is that my colleague [counterfactual|have not checked] the configuration before he make the deploy, and he [either|must have] done it.
The runbook has eleven steps. Step 6 is written for the old console, so Hana worked from memory.
You'd [hindsight/judgement|have to be blind not to see] that the queue was growing.
In the interview the network lead said that the junior engineer [counterfactual|should not have been] working on the core switch alone.
The signs on the doors of the plant room are easy to see.
The certificate expired at 00:00 UTC, clients started to refuse connections, and the phone rang at 00:04.
How did you come to think of the cache?
The scheduler never retried the job, because its exit code was 0.
The form of the regulator distinguishes *technical failure*, *human error* and *external event*, and it must be filed within 72 hours.
She [judgement|foolishly trusted] the staging numbers.
```¶# obviously wrong, but it works¶if user.careless:¶    fail_to_notice()¶```¶The above was in the repository since 2017.
Our SLA says that severity-1 tickets must be answered within 15 minutes.
The data team made the [judgement|reckless] choice of running the backfill during business hours.
The pilot of the new triage form went ahead although the nurses [either|had not been trained]. Management [judgement|rushed] the go-live to make the date in the board paper.
Clear skies and low wind made the antenna repair possible the same day.
The obvious candidate at 18:00 was the new kernel, so Jonas compared two hosts.
If you run the migration again, it should have no effect.
Responders had to choose between a full restore, which takes nine hours, and a repair in place with unknown risk.
**Summary.** On 3 May between 09:02 and 09:51 BST, customers could not log in. The outage was [single_cause|entirely due to] an expired SAML signing certificate.
The plan for the meeting: ten minutes of timeline, then questions.
[hindsight|Of course] the second deploy failed as well, and the on-call had to start over.
«Wir hätten testen sollen, we should have tested», sagte er.
We would have liked to invite the vendor too, but their policy does not allow it.
Four customers reported the bug in April. Product [counterfactual|chose not to] act on any of those reports.
The team [counterfactual|was supposed to] rotate the keys in January but [counterfactual|did not].
See [the ticket](https://tickets.example.org/should-have-been-closed/human-error) for the raw logs.
The bug was [hindsight|bound to] surface once the second data centre came online.
Among the contributing factors are a default of 30 seconds and the absence of a test environment with real volumes.
The upstream API returned an incorrect total for orders with more than 99 lines.
He said 'I obviously picked the wrong one' and laughed.
We hold blameless reviews, so please describe what you saw and did, and leave out what others ought to have done.
The vendor's field engineer [judgement/person_as_cause|carelessly] unplugged the wrong power feed while tracing a cable.
Next time we would like to have the vendor on the bridge from the start.
We [counterfactual|missed] it because the person on duty [judgement/person_as_cause|wasn't paying attention].
This was not negligence. Staffing had been cut in May and the queue had tripled.
No individual is to blame for this.
The bot posts a reminder if nobody has answered after ten minutes.
The template has a field called *Root cause*, which we leave empty.
The commit is titled "fix careless typo".
The trust [either|did not have to] wait for the supplier; it [counterfactual|could have invoked] the continuity plan at nine.
[person_as_cause|Operator error] during a routine generator test led to a loss of power to both feeds.
It is [hindsight|now obvious] that sharing one Redis between sessions and rate limits was [either|asking for trouble].
The ops lead [person_as_cause|is the one who broke] the build farm, and not for the first time.
The incident review found that analysts had [counterfactual|overlooked] the beaconing in the proxy logs for eleven days.
Better monitoring [counterfactual|would have shown] the growth of the queue hours before customers noticed.
I think it was [judgement|irresponsible] to push a schema change at five minutes to five on the Friday before a bank holiday.
It could have been far worse: the backups were two hours old, and the second site was never touched.
Because of [person_as_cause|a mistake by the release manager], build 4411 went to the App Store with the debug flag on.
Nobody is expected to know all 43 services.
Disk 7 should have reported the reallocated sectors to SMART, and the firmware did not do it.
[person_as_cause|A fat-fingered command] took down the message broker in eu-west.
The attacker would have needed access to the VPN, and we found no trace of that.
None of us [counterfactual|thought of checking] the clock on the HSM.
Mateusz asked in the channel whether anyone was using the cluster, waited for five minutes, and began the drain.
Whether this was a mistake is not for this document to decide.
The postmortem for the March outage listed this exact risk. The follow-ups [counterfactual|were never done].
The [single_cause|primary and only cause] of the delay was the manual approval step.
The failing test was flaky and had been retried by CI.
The kernel killed the wrong process, since the heuristic looks only at memory.
It was not obvious from the dashboard which of the two clusters was serving traffic.
The ward systems were without the patient index from 07:10 to 11:45. The on-site technician [counterfactual|failed to follow] the cut-over sheet, and nobody at the service desk [counterfactual|bothered to ask] why step 9 had been ticked early.
""".strip().splitlines()
