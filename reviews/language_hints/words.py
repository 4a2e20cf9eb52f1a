"""Word lists: who counts as people, what counts as a machine, and the families of words the patterns are built from."""


def family(*lines: str) -> frozenset[str]:
    """The words of some lines as a set."""
    return frozenset(" ".join(lines).split())


PRONOUNS = family("i we you he she they who whoever nobody everybody everyone someone somebody anyone anybody")
PEOPLE = PRONOUNS | family(
    "person people engineer engineers developer developers dev devs sre sres dba dbas admin admins administrator",
    "administrators operator operators responder responders oncall on-caller team teams teammate teammates colleague",
    "colleagues manager managers management lead leads leader leaders leadership director directors executive executives",
    "cto ceo ciso vp head chief staff intern interns contractor contractors technician technicians vendor vendors supplier",
    "suppliers provider customer customers user users author authors reviewer reviewers approver approvers",
    "commander commanders facilitator facilitators analyst analysts architect architects tester testers designer",
    "designers consultant consultants committer maintainer maintainers owner owners shift crew group squad department",
    "organisation organization company business board committee crowd support security comms communications marketing",
    "legal sales operations ops qa infrastructure platform engineering product networking devops colleague hire",
    "newcomer junior seniors senior juniors rep reps representative representatives specialist specialists coordinator",
    "coordinators dispatcher writer writers speaker caller callers clerk nurse pilot crews folks guys guy",
    "man woman men women employee employees student partner partners stakeholder stakeholders trainer trainee",
    "member members dbre secops netops helpdesk deskside both neither others other one ones none all many most few",
    "shifts hands pair experts expert programmer programmers coder coders moderator scribe boss bosses supervisor",
    "supervisors delegate deputy deputies incumbent steward stewards us them me him her",
    "office offices officer officers desk desks bureau authority agency ministry council government regulator hospital",
    "trust clinic bank firm employer carrier airline airport school university retailer publisher studio registrar",
    "nurses doctor doctors clinician clinicians physician physicians surgeon surgeons pharmacist pharmacists midwife",
    "receptionist receptionists clerks pilots trader traders accountant accountants auditor auditors lawyer lawyers",
    "editor editors scientist scientists researcher researchers teacher teachers mechanic mechanics captain electrician",
    "electricians plumber installer installers freelancer freelancers volunteer volunteers mentor apprentice secretary",
    "assistant assistants moderators dispatchers personnel finance procurement facilities hr planners organiser organisers",
    "organizer organizers ministers officials official bidder inspectors inspector trainees managers colleagues peers peer",
)
# What people do together: the guide counts an act, a plan or a meeting as people.
ACTS = family(
    "review reviews plan plans planning hand-over hand-overs process processes meeting meetings training runbook",
    "runbooks playbook documentation docs document documents checklist policy policies procedure procedures decision",
    "decisions communication communications response reaction",
    "testing drill drills rehearsal exercise audit audits estimate analysis investigation escalation",
    "announcement statement",
    "design effort efforts discussion conversation agreement rota roster",
    "choice choices judgement reasoning behaviour attitude leadership advice",
    "question questions postings onboarding governance standard standards notes note",
    "proposal assessment preparation handling approval follow-up ownership",
)
# What people start and machines run: whose act it is, only the verb tells.
RUNS = family(
    "rollout roll-out change changes migration migrations test tests message mail mails email emails update updates post",
    "ticket tickets deploy deployment deployments release releases contract schedule window maintenance rollback upgrade",
    "upgrades pr merge commit patch call work project switchover cutover",
)
MACHINES = family(
    "it job jobs replica replicas alert alerts script scripts server servers service services database databases db",
    "cluster clusters node nodes pod pods container containers host hosts machine machines disk disks drive volume",
    "cache caches queue queues worker workers consumer consumers producer broker brokers scheduler balancer balancers",
    "proxy proxies gateway router routers switch switches firewall firewalls link links cable network packet packets",
    "request requests query queries retry retries backup backups snapshot snapshots dump dumps restore probe probes",
    "check checks healthcheck monitor monitors monitoring sensor sensors exporter metric metrics graph graphs dashboard",
    "dashboards log logs logger pipeline pipelines build builds cron cronjob controller kernel",
    "firmware software hardware program programs daemon agent agents sidecar client clients library libraries",
    "endpoint endpoints api apis app apps application applications website site sites page pages parser compiler",
    "function functions method thread threads lock locks transaction transactions table tables index indexes row rows",
    "record records file files partition shard shards follower primary secondary standby master slave",
    "failover fail-over autoscaler scaler orchestrator cdn dns certificate certificates token tokens key keys secret",
    "session sessions connection connections socket sockets port ports timer timeout timeouts breaker breakers",
    "system systems device devices appliance printer battery batteries generator fan pump power supply cpu",
    "memory ram gpu vm vms instance instances image images bucket buckets webhook webhooks bot bots crawler tool",
    "tools plugin plugins module modules package packages template signal signals pager value values",
    "traffic data replication election heartbeat rule filter limiter throttle fallback",
    "flag flags feature features code bug bugs browser mobile stream streams topic topics event events batch batches",
    "import imports export exports sync reconciler watchdog deamon resolver resolvers lookups lookup login logins ui",
    "canary upstream downstream backend backends frontend region regions zone zones datacentre rack cooling",
    "conversion checksum checksums handler handlers hook hooks loop loops scanner indexer ingester",
    "reflector robot robots drone valve valves relay heater chiller boiler turbine conveyor motor ventilator detector",
    "detectors alarm alarms interlock inverter ups rectifier modem antenna phone phones laptop terminal kiosk engine brake",
    "camera cameras lift elevator hypervisor operating-system wal heap mutex semaphore nameserver nameservers mailserver",
    "config configuration setting settings manifest linter formatter driver drivers console consoles counter counters watcher mesh sandbox vpn lan wifi wi-fi cookie cookies cart listener listeners deduplicator",
    "screen screens printer printers scanners payload payloads header headers field fields column columns timestamp",
)
PRODUCTS = family(
    "kafka redis postgres postgresql mysql mongodb mongo elasticsearch cassandra etcd consul vault nomad kubernetes k8s",
    "docker helm terraform ansible puppet chef jenkins github gitlab bitbucket grafana prometheus alertmanager datadog",
    "pagerduty opsgenie splunk kibana sentry nginx envoy haproxy apache istio linkerd rabbitmq celery sidekiq django",
    "rails linux windows ubuntu debian chrome firefox android ios slack zoom jira confluence statuspage aws",
    "azure gcp s3 ec2 rds lambda cloudflare fastly akamai route53 cloudfront bgp tcp http https tls ssl api dns cpu",
    "january february march april may june july august september october november december monday tuesday wednesday",
    "thursday friday saturday sunday europe utc cet frankfurt dublin london virginia patroni pgbouncer vitess memcached",
)
# Capitalised at the start of a sentence and yet nobody's name.
ORDINARY = family(
    "the a an this that these those there here it its at by in on of for from with without after before during since",
    "until when while if as and but or so yet because although though however then now later once again also even",
    "only just not no more most some any each every all both several many few what which why how where our my your his",
    "their her one two three four five six ten most much another other earlier later early late better good bad poor",
    "first second third next last finally instead meanwhile nothing something anything everything is was were are had",
    "has have did do does could should would might must can will shall may had see run let to up into over under about",
    "than too very quite rather perhaps maybe despite due thanks yes ok note",
)
LINKING = family("is are was were be been being had has have seem seems seemed looked felt became remains remained got")
AUXILIARY = LINKING | family(
    "do does did would could should might must may will can shall ought not never also just simply still even already",
    "then only really first both all ever actually",
)
PREPOSITIONS = family(
    "of on in at by for from with without to after before during since until about under over into through behind",
    "between within against near beside across inside outside among per via like",
)
CLAUSE_ENDS = family(
    ", ; : ( ) — – | # because that which when if while although though but so and or since whether than as"
) | {
    "until",
    "unless",
    "where",
    "why",
    "how",
    "what",
    ".",
}
# After "should have been"these are acts of people even where the subject is a thing.
HUMAN_ACTS = family(
    "checked tested reviewed told informed escalated rotated updated documented removed disabled enabled turned rolled",
    "paged called notified considered planned caught noticed spotted flagged found fixed patched upgraded monitored",
    "communicated asked involved warned announced prevented avoided foreseen anticipated raised set done handled made",
    "given written merged deployed shipped approved rejected postponed tried rehearsed verified validated audited run",
    "taken addressed configured renewed replaced tagged labelled archived mentioned shared known seen read agreed",
    "cancelled canceled stopped reverted prepared scheduled covered challenged discussed assigned owned contacted",
    "consulted trained alerted brought left kept put switched silenced scaled increased lowered raised pinned isolated",
    "dropped allowed applied used pushed granted exposed created opened built sent rebooted copied typed",
    "investigated explained clarified recognised recognized understood identified detected questioned limited tuned",
    "moved deleted cleaned practised practiced exercised added included implemented installed provisioned",
)
IRREGULAR = HUMAN_ACTS | family(
    "been had gone come begun held known thought seen felt met sent spent paid lost won built bought chosen driven",
    "got gotten heard hit hurt led let meant quit said slept spoken stood swept thrown torn woken worn won fallen",
    "become become fought sought taught bitten broken dealt drawn forgotten shut split spread stuck cut grown",
)
# "Failed to ..."of something unknown: a machine's verb, or a person's.
MACHINE_VERBS = family(
    "start load connect respond complete apply drain acquire boot fire trigger initialise initialize mount compile parse",
    "resolve authenticate replicate sync synchronise elect allocate bind renew launch restart reconnect recover execute",
    "converge finish terminate propagate register refresh fetch open close write commit deliver trip reload render build",
    "install download upload pass cut reach catch scale switch fail allow return run stop",
)
HUMAN_VERBS = family(
    "notice check consider mention ask tell inform test communicate escalate read see realise realize recognise recognize",
    "agree document follow think name say cover include address explain anticipate foresee plan warn involve update",
    "review verify validate look call page understand account spot catch challenge question share record announce assign",
    "confirm identify acknowledge appreciate raise flag report prepare take give make set reach act stop learn discuss",
    "monitor rehearse practise practice train coordinate reply answer talk speak pass describe list specify state prioritise",
    "prioritize invest budget define ensure establish keep provide use listen hand",
)
DIRE = family(
    "gone lasted lost worse spread continued suffered died longer down hit missed waited cost doubled tripled grown",
    "remained stayed kept dropped crashed overloaded burned disappeared",
)
