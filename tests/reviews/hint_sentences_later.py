"""Sentences written and labelled after the rules had learnt from hint_sentences_more.py, each set measured before the rules
learnt from it; markup as in hint_sentences.py. Their writer knew the rules by then.

At first sight SENTENCES (short) gave 100 of 100 hints right and 90 of 100 places found; PARAGRAPHS (100 longer passages, in
two halves of which the second came after learning from the first) 80 right and 69 found as first labelled, 88 and 76 after
labels that two fair readers would dispute were taken out of the score. None of them measures unseen text any more.
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

PARAGRAPHS = r"""
At 14:02 the release train reached the second ring. Error rates in the EU went from 0.1 % to 7 % within four minutes, and the automatic guard, which looks only at latency, did not stop it. Two engineers looked at the same graph and read it differently. [either|Had the guard looked] at errors, the release [either|would have been held].
The trust's own review, published in May, was blunt: managers [either|had been told] of the fire risk in 2018 and [counterfactual|had done nothing]. It describes the decision to keep the old cabling as [judgement|indefensible].
We run a single NAT gateway per region for cost reasons. That was a considered trade-off in 2020, when we had a tenth of the traffic. It was reviewed each year, and each year the numbers looked fine.
Hi all, quick note on last night. The export failed at 01:10, Deniz restarted it at 01:30, it went through at 02:15. No customer impact. I'll write it up properly tomorrow.
Hi all, sorry for the noise last night. [counterfactual|I should have] muted the alert before I started, and then I [counterfactual|forgot to tell] the Dublin folks.
**Impact**: 312 merchants could not settle for 74 minutes.¶**Detection**: a merchant called.¶**Trigger**: certificate rotation.¶**Notes**: the alert for failed settlements exists, but it was routed to a channel that no longer had members.
The exchange opened on time, but the opening auction produced no prices in 14 instruments. Members saw their orders accepted and then rejected. The vendor's patch of the previous evening had changed the order of two initialisation steps, which no test covered.
The intrusion began with a valid password. It had been reused on a forum that was breached in 2016, and the VPN did not ask for a second factor. The company [counterfactual|had been advised] to turn on a second factor in two audits but [counterfactual|never did].
Ground control noticed the odd telemetry at orbit 212. [hindsight|With hindsight], the first sign of the leak can be seen at orbit 190, in a temperature that was within limits.
The crew had practised the drill in March and knew where the valves were. It took them six minutes, which is three minutes less than in the drill.
During the war room, somebody asked if the CDN could have cached the error page. It could, and it had.
What surprised us most was how well the manual process worked. The pharmacists had kept the paper forms up to date, and the runner system from the 1990s came back to life within an hour.
The customer's complaint is that our agent hung up on her. The recording shows that the line dropped when the tower switched frequency.
The postmortem is late; that is [person_as_cause/judgement|my fault].
The load test in April had been done with ten tenants; production has nine hundred. Nobody [counterfactual|had asked] what would happen with nine hundred.
Teams are asked to record what they saw, not what they should have seen.
> We should never have gone live that week.¶¶The quote is from the exit interview with the project lead.
The project lead said that they [counterfactual|should never have gone] live that week.
The project lead now says that going live that week was [judgement|a mistake].
An unattended laptop in the reading room was used to print the list. The [either|librarian who left it] there [judgement|acted negligently], in the opinion of the insurer.
The rate limiter counts requests per key. Since all mobile clients share one key, [either|one busy school was enough] to lock out the rest.
After the second reboot the console displayed a message in Japanese, which none of the three people on site could read.
The batch ran twice because the lock had expired while the first copy was still writing. We had set the lock to ten minutes in 2015, when the batch took two.
We could argue about whether ten minutes was too short; the point is that nothing told us the batch had grown.
It [counterfactual|would have been wise] to stop at that point. Instead, the team, [judgement|overconfident] after two easy migrations, went on with the third.
The alert text says "disk", but the condition is about inodes. Two people spent half an hour deleting logs.
The players' forum was faster than our monitoring: the first post is from 19:58, our first page from 20:11.
If your order was placed between 10:00 and 10:30 UTC, it may have been charged twice. You should see the refund by Thursday.
The [single_cause|reason for the outage was] a missing comma, and we have fixed it. We apologise for the inconvenience.
We apologise for the inconvenience. A configuration change, made as part of routine maintenance, had an effect we had not seen in testing. We are working on a safer way to roll out such changes.
The junior on shift asked twice whether the drain was complete and got no answer, as the channel was flooded with bot messages.
Honestly, [either|whoever designed] this console [counterfactual|should have talked] to one operator first.
The ring main unit had been due for inspection in February; the inspection was moved to April because of the strike.
The inspection [either|had been put off] three times.
On reflection the freeze made things harder: small fixes piled up and went out together on the first day after it.
[hindsight|It does seem obvious now], but that evening four experienced people looked at the same number and thought it was a rounding error.
The DNS provider's API returned 200 with an empty body. Our tool took this as success.
Our tool ought to treat an empty body as an error; ticket 882 is about this.
The supplier changed the connector type [counterfactual|without notifying] the hospital, so the spare pumps could not be used.
The analyst closed the alert as benign. Of the 61 alerts of the same rule that week, 61 had been benign.
The analyst closed the alert as benign, which was [judgement|a poor call].
The alert was one of 61 that week. A tired analyst [counterfactual|failed to spot] the one that mattered.
The engine shut down because the fuel gauge was wrong; the crew relied on it, as the checklist says.
Investigators [single_cause|blamed the crash solely on] ice in the intake.
Investigators found no single cause and listed nine conditions that had to hold at once.
i thought the flag was off, the UI shows it grey when it's on for some tenants
ngl we [counterfactual|shoulda] caught that in review
Es tut uns leid. We are sorry that the informations came late; the colleague who normally writes them was in holiday.
The colleague [counterfactual|has forgotten to] switch back the phone, therefore nobody could reach us.
The train operator's control room learnt of the failure from passengers on social media.
The morning shift inherited a cluster in a half-migrated state. The note in the hand-over document said "mig ok", which they took to mean that it was finished.
The migration tool prints "ok" after each stage. It [counterfactual|would have helped] if the note [counterfactual|had said] which stage.
Staff in the call centre handled 4,100 calls that day, by far the most ever, and [counterfactual|nobody had thought] to give them a script.
The ministry initially said that [person_as_cause|a single employee was to blame]; it withdrew that statement two days later.
The ministry withdrew its claim that a single employee had been to blame.
What did the screen show when you pressed confirm?
The [single_cause|outage can be attributed entirely to] the lapse of a domain.
[either|Root cause](s): see the list of contributing factors in section 4.
We ran the numbers again. If the pool had been twice as large, it would have been exhausted 40 seconds later.
A pool of any size would have been exhausted.
The scheduler's authors chose fairness over locality, a sound choice for the loads of the time.
No one will be surprised to hear that [hindsight|this was bound to happen].
The maintainers [counterfactual|could have documented] the breaking change more visibly.
The breaking change is documented in the changelog, on page 3.
The QA team had asked for a second environment in each of the last four budgets.
Requests for a second environment [counterfactual|were turned down without being discussed].
Our users deserve better than this, and we [judgement|let them down].
Our storage partner restored the volume at 17:20.
The app's rating fell from 4.6 to 3.9 in one night.
The backup operator at the club pulled the wrong plug because both plugs are white and the label had come off.
The steward [judgement|lost his head] and pulled both plugs.
[counterfactual|Pulling only one of them would have kept] the lights on.
Anyone at the desk may declare an incident; no permission is needed.
[either|Nobody declared] an incident until 11:00, as each team saw only its own small part.
The [judgement|lack of urgency] in the first hour was striking.
The CEO's tweet was [judgement|ill-timed].
The first fix was rolled back after it raised the load on the other shard.
The first fix [judgement|was rushed] and had to be rolled back.
The translation was wrong in Polish and Czech: "cancel" appeared as "confirm".
The translators [counterfactual|were never shown] the screen, only a list of strings.
Could we have known? We looked for a signal in the data of that week and found none.
Honest answer: I was on my phone and [counterfactual|missed] the page.
As far as we can tell, the attacker left of his own accord.
It's on us: the limit [counterfactual|should have been raised] when the contract was signed.
The limit should be raised when a contract is signed.
The rider's app showed the old price, while the driver's app showed the new one.
Both of the engineers who knew the system had left the company in the spring.
Management [counterfactual|made no effort to] replace them.
The wiki page [counterfactual|had not been updated] since they left.
The wiki page dates from 2017.
In the end the fault was found by a customer's teenager.
The board heard that "mistakes were made". It asked for a timeline instead.
[judgement/person_as_cause|Serious mistakes were made] by the integrator during the cut-over.
If memory serves, the alarm went off at ten.
The alarm went off at ten. Had it gone off at nine, most of the staff would still have been on the bus.
There should be enough time to read the document before we meet.
The tenant [hindsight|was clearly going to] outgrow its shard.
The shard was at 92 % in June, 94 % in July and 97 % in August.
The growth was visible in the monthly report, which goes to a list of 40 people.
The disk was replaced by [judgement/person_as_cause|a careless] technician, the landlord claims.
""".strip().splitlines()
