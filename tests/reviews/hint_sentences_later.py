"""Sentences written and labelled after the rules had learnt from hint_sentences_more.py, and measured once; markup as there.

Their writer knew the rules by then. At first sight they gave 100 of 100 hints right and 90 of 100 places found.
"""

SENTENCES = r"""
The customer success team [counterfactual|should have been looped] in before the migration began, since two large tenants were in the middle of their year-end close.
[hindsight|Knowing what we know now], freezing the deploys at noon was the right move.
The relay in substation B failed to trip, and the breaker upstream opened 200 ms later.
I [counterfactual|could've rolled] it back right then, tbh.
The [single_cause|root cause was determined to be] a race in the lock manager.
We asked ourselves what made the alert look like the daily noise.
The port authority's engineers had been trained on the older console; the new one puts the two switches side by side.
The plant's night manager [counterfactual|did not call] the vendor until 05:40.
Postings to general ledger stopped because [person_as_cause|an accountant entered] a wrong period, says the first e-mail.
The migration script crashed on row 17, and the transaction was rolled back.
It was [judgement|incompetent] of the agency to hand out the same password to all branches.
A two-minute test on a phone [counterfactual|would have shown] that the button was off-screen.
The new starter should have access to the wiki by Wednesday.
In the channel, Olu wrote: "obviously it's the cache again". It was not.
The rota [counterfactual|hadn't been checked] for holidays, so both names on it were away.
[hindsight|It was clear] that the two systems would drift apart as soon as the bridge was switched off.
The tide sensor reported the wrong height for six hours.
Everything [single_cause|came down to] a bad fuse.
Three things came together that night: a full moon tide, a blocked drain and an alarm that had been muted for painting work.
The lead developer [judgement|arrogantly] waved away the question about load.
The [person_as_cause|blame lies with the contractor], the newspaper wrote without naming a source.
When the link came back, the queue drained in four minutes, as designed.
Had it not been for the school's caretaker, the server room would have been under water.
The council [counterfactual|failed to] publish the notice in time.
Would a second line have helped? We do not know.
Nobody at the bank [counterfactual|had read] the terms of the new clearing service.
[counterfactual|If someone had] looked at the calendar, the two works [counterfactual|would not have been] on the same night.
Let's meet on Friday; you might have questions about the draft.
The mail relay could have queued the messages, but its disk was full.
The failover [counterfactual|should have been rehearsed] at least once a year.
The [judgement|worst decision] of the night was to skip the backup.
Our first guess at 09:10 was DNS, our second was the proxy.
The word *mistake* does not occur in this report.
[person_as_cause|Human error] accounts for the loss of the second feed.
The archive was deleted by a script that runs each Sunday.
With hindsight bias in mind, we wrote the timeline before the interviews.
The support lead [judgement|mishandled] the complaint.
The [single_cause|only reason] the site stayed down for so long was the missing key.
The vendor [counterfactual|never told] us that the API had a daily limit.
It could have been a lot worse had the tanks been full.
The ferry's booking page returned a blank screen to about 4 % of passengers.
[counterfactual|Why did nobody] look at the second screen?
The operator's display shows only the last eight alarms.
The release manager [judgement|wrongly] took the green tick for a sign-off.
The scheduler forgets jobs older than 24 hours.
"Somebody should have caught this," reads one of the comments in the survey.
The [judgement|hasty] merge on Thursday evening brought in the old schema.
The developers [counterfactual|overlooked] that the clock goes back in October.
Neither of the pilots was at fault, according to the board.
We [counterfactual|missed the chance] to fix this in spring.
The rollout of the new tills went well in eleven of twelve shops.
The on-call [counterfactual|was not told] about the experiment.
A look into the archive shows that [hindsight|the signs were there] as early as 2021.
Please make sure that the form is complete before you send it.
The heater should not have come on at 19 degrees; its thermostat was stuck.
The incident was the result of [either|a misunderstanding between] two shifts.
It's a bit [judgement|silly] that we let one person hold all the keys.
I don't think anyone was careless here.
The [single_cause|sole cause] of the fire was a loose terminal.
They [counterfactual|would have had] time to evacuate [counterfactual|if the siren had been] tested.
Which of the two alarms did you hear first?
The ETL job has no owner at present.
Everyone should be able to stop the line.
[hindsight|Inevitably], the second batch went the same way.
The trainee clicked "Apply to all", because the dialog had the focus on that button.
This was [judgement|bad practice] on the part of the integrator.
The firm [counterfactual|should never have allowed] the two pumps to share a fuse.
Maria noticed the drift at 11:15 and at 11:20 told the pilot plant to stop.
The lab's freezer alarm had been silent since the move, [counterfactual|and nobody tested it] afterwards.
Without the dual feed, the whole campus would have been dark.
The registrar's support desk answered after nine minutes.
Our partner [counterfactual|forgot to] whitelist the new addresses.
Because the deploy tool does not show the target in the prompt, the command ran on the live cluster.
By 10:30 it was obvious to the crew that the valve was closed, as the pressure had gone up by 3 bar.
[counterfactual|Instead of calling] the hotline, the branch kept rebooting the till.
The [person_as_cause|admin's mistake] was found two days later.
The [single_cause|outage was caused solely by] the change of the routing table.
The contract could be renewed for a year.
The dashboard [counterfactual|ought to have been] part of the hand-over.
An unclear label and a worn key explain part of the story; the rest is the pressure of the queue.
The head of IT admitted that his department had [judgement|grossly underestimated] the effort.
`should have failed` is the name of the test.
> Obviously someone forgot to pay the bill.
The bill had in fact been paid twice.
The app was slow for users in Chile.
Her [judgement/person_as_cause|careless] use of the master key was discussed with her in private.
That the fallback shared the same power strip was [hindsight|plain to see].
The team lead [counterfactual|might have asked] the vendor before ordering.
The number of failed payments went up to 300 a minute.
One of the reasons was the old driver.
The bus driver would not have seen the sign from where he stood.
[single_cause|What caused the outage was] a lapsed domain.
The auditors [either|had warned] us about this twice, and we [counterfactual|did nothing].
The system should by now have sent you a code.
A [judgement|poorly thought-out] plan for the cut-over left the nurses without labels for a day.
We have no way to know whether the copy would have been complete.
The report [either|could have used] a map.
The duty officer [person_as_cause|was responsible for the mix-up].
Pumps 1 and 3 were restarted by hand.
The night crew chose the longer route since the shorter one was closed.
""".strip().splitlines()
