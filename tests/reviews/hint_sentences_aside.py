"""Sentences kept aside: written before the rules, never looked at while the rules were made, measured at the end."""

SENTENCES = """
Oleg [counterfactual|should have waited] for the second approval.
The facilitator of the change board [counterfactual|should never have] approved a window that short.
Our team [counterfactual|didn't notice] that the exporter had been off since spring.
A rehearsal in staging [counterfactual|would have revealed] the permission problem.
The night shift [counterfactual|failed to pass on] the open ticket.
I [counterfactual|forgot] that the DNS change needs a second deploy.
We [counterfactual|could have rolled back] at half past nine.
[counterfactual|If the runbook had been] up to date, the restore [counterfactual|would have taken] minutes.
[counterfactual|Had anyone] read the vendor's mail, the upgrade [counterfactual|would have been] postponed.
[counterfactual|Why didn't you] call the network team?
They [counterfactual|ought to have known] that the flag was global.
The whole evening was [counterfactual|avoidable].
Support [counterfactual|couldn't have missed] the banner [counterfactual|if they had] opened the page.
The password [counterfactual|should have been rotated] in January.
Nobody [counterfactual|bothered to] test the new pager schedule.
The migration was started [counterfactual|without a backup].
The account manager [counterfactual|never informed] the customer about the window.
No one [counterfactual|had checked] the second mailbox.
The warnings [counterfactual|were ignored] for most of the morning.
The architects [counterfactual|did not consider] what happens when both links are down.
It [counterfactual|would have been better] to stop the import.
Hana [counterfactual|should've] turned on the maintenance page.
The approvers [counterfactual|overlooked] the missing where clause.
The project plan [counterfactual|neglected] the time that a rollback takes.
A quick look at the graph [counterfactual|might have shown] the drop.
The comms lead [counterfactual|could have] posted an update at 8:30 and at 9.
This outage [counterfactual|should not have happened].
The security team [counterfactual|wasn't told] until noon.
[counterfactual|If I'd] looked at the pod's age I [counterfactual|would've] seen the restart.
The company [counterfactual|failed in its duty to] tell users in time.
[hindsight|Clearly], the second node was not ready for traffic.
It was [hindsight|obvious] that the two changes would collide.
[hindsight|With hindsight] the quiet inbox was the first sign.
The table [hindsight|was always going to] outgrow the disk.
The fix was [hindsight|bound to fail] on the older hosts.
[hindsight|Naturally], the second import hit the same limit.
The problem was [hindsight|there for all to see] on the wall board.
[hindsight|Evidently] the alert had been muted for a month.
The signs of trouble [hindsight|were visible] a week before.
[hindsight|In retrospect] we were looking at the wrong cluster.
The collapse was [hindsight|inevitable] once the retries began.
A failure of this kind was [hindsight|foreseeable].
The link between the two incidents was [hindsight|plainly] visible in the logs.
[hindsight|It was only a matter of time].
[hindsight|As expected], nobody read the second mail.
The answer was [hindsight|right in front of] the responders.
[hindsight|Knowing what we know now], the restart made it worse.
[hindsight|Surely] the engineer saw the red banner.
[hindsight|It is clear that] the plan was based on old numbers.
The red flags [hindsight|were there] since the autumn.
[person_as_cause|Human error] was behind most of the delay.
The report says the link went down through [person_as_cause|pilot error].
[person_as_cause|Lukas caused] the outage by restarting the wrong node.
The cut was [person_as_cause|caused by a technician] in the data centre.
The deletion [person_as_cause|was the fault of] the night operator.
[person_as_cause|Sara's typo] sent all traffic to one zone.
A [person_as_cause|developer's mistake] exposed the bucket.
The release team [person_as_cause|is to blame].
The [person_as_cause/judgement|careless] engineer left the console open.
[person_as_cause/judgement|Negligence] by the supplier made the leak possible.
The outage happened [person_as_cause|because the administrator] entered the wrong subnet.
The delay is [person_as_cause|the support team's fault].
An [person_as_cause|admin error] wiped the queue.
Somebody [person_as_cause|messed up] the firewall rules.
The account was locked [person_as_cause|because of a mistake] that the new colleague made.
The wrong tag was pushed; [person_as_cause|Ravi screwed up].
[person_as_cause|A human mistake] opened the port.
The loss of the logs was [person_as_cause|due to human failure].
The intern [person_as_cause|took down] the site.
The [person_as_cause|guilty party] is the team that owns the proxy.
The [single_cause|root cause is] a bug in the driver.
The [single_cause|root cause of] the outage was a full partition.
The delay [single_cause|came down to] a missing phone number.
Everything [single_cause|boils down to] one wrong flag.
The failure was [single_cause|due solely to] the expired licence.
[single_cause|The sole reason] was a broken cable.
The customers were cut off [single_cause|just because] of one router.
[single_cause|The cause was] a deadlock in the scheduler.
A bad patch was [single_cause|the only cause].
[single_cause|The reason for the outage was] a wrong route.
[single_cause|It was all down to] the clock change.
The [single_cause|main cause] was a memory leak.
The event was [single_cause|exclusively] caused by the storm.
The [single_cause|actual cause] turned out to be a stale lock file.
We traced it to a [single_cause|single cause]: the proxy.
Keeping the old cluster was a [judgement|bad decision].
The engineer [judgement|wrongly] concluded that the disk was fine.
The answer from support was [judgement|rude].
The rollout was [judgement|rushed].
The leadership's reaction was [judgement|unhelpful].
The mail to customers was [judgement|badly worded].
The [judgement|incompetent] vendor sent the wrong part.
That was a [judgement|stupid] thing to type.
The team's preparation was [judgement|inadequate].
The analyst [judgement|erroneously] closed the ticket.
Their documentation work has been [judgement|sloppy].
It was [judgement|irresponsible] of the manager to cancel the drill.
The shift lead [judgement|overreacted] and closed the site.
It was [judgement|unwise] to run both changes in one night.
The commander's [judgement|poor] leadership confused the call.
The estimate was [judgement|naive].
The developers were [judgement|overconfident].
Ignoring the alarm was [judgement|inexcusable].
The team was [judgement|too slow] to escalate.
The on-call [judgement|incorrectly] restarted the leader.
The worker failed to acknowledge the message.
The probe should have returned 200 but timed out.
The old pods were terminated before the new ones could have started.
The database was slow, and the second query was wrong by a factor of ten.
The cache failed over to the second zone as designed.
The sensor missed three readings.
The parser wrongly treats the empty field as zero.
The poor signal in the basement dropped the call.
The pipeline didn't pick up the tag.
The proxy incorrectly rewrote the header.
Every team should have a deputy.
You should have two mails in your inbox.
The packet loss might have come from either of the two links.
Next time we could have a second person on the bridge.
The new job should have finished by Monday.
Would a second reader help here?
It could have been worse: the backups were safe.
Without the night team we would have been down until morning.
If Noor had not called the vendor, the outage would have lasted all weekend.
At 16:02 it was obvious to both responders that the link was down.
By then everyone on the call could clearly hear the alarm.
It was far from obvious where the traffic went.
The hosts are clearly marked in the rack.
It was not clear to us who owned the queue.
No one is to blame.
We do not think that there was a single cause.
It would be wrong to call this human error.
Nothing about the decision was reckless.
There is never one root cause.
The word careless does not help us.
The course on root cause analysis was full.
Hindsight makes it look simple.
We read The Field Guide to Understanding 'Human Error' together.
The form has a field named Root cause that we leave empty.
"Somebody should have told us," said the customer.
'Obviously' was the word used in the ticket.
> The operator made a mistake.¶¶The quote above is from the vendor's report.
Run `failed to connect || exit 1` on each host.
The page is at <https://wiki.example.com/human-error>.
~~~¶You should have used --force¶~~~¶This is what the tool printed.
What did the screen show when the second alert came in?
Why was the retry limit three?
How was the decision made, and what did people know?
The call came in at 02:10, and Petra answered at once.
The team agreed on a new page for the hand-over.
The vendor replaced the part on Thursday.
The fault was in the second power supply.
The errors stopped after the restart.
The user error rate went from 1 to 12 percent.
The engineer on call asked for help at 04:00, which shortened the night.
The manager thanked the responders for their calm.
Reading the graph took a while, since the axis was in UTC.
The customer called to ask about the refund.
""".strip().splitlines()
