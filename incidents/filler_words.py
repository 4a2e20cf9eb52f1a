"""Words that tell nothing about what an incident was about, in some of the languages people write; folded as in incidents.words.

Only where texts are compared: a search finds every word. How rare a word is tells most fillers from the rest, but not while there are
few incidents yet. Plain rule.
"""

ENGLISH = """
about above across after again against all almost alone along already also although always among and another any anybody anyone
anything around as ask asked at away back be became because become been before began begin begins begun behind being below besides
better between both brought but by came can cannot come comes could did do does doing done down during each early either else
end ended ends enough even ever every everybody everyone everything far few first for found from full further gave get gets
getting give given gives go goes going gone got had half happen happened happens has have having he held her here him his how
however if in instead into is it its itself just keep kept knew know known last late later least led left less let like little long
look looked looks made make makes many may maybe me mean meant might more most much must my near nearly need needed needs neither
never new next no nobody none nor not note noted notes nothing now of off often on once one only open or other others our out over
own part parts put puts quite rather really right said same saw say says see seem seemed seems seen set several shall she should
show showed shows side since small so some somebody someone something soon still stood such sure take taken takes tell than that
the their them then there these they thing things think this those though thought through till time times to together told too
took toward towards tried try trying turn turned two under until up upon us use used uses using very want wanted was way we
well went were what when where whether which while who whole whom whose why will with within without word words work worked works
would write wrote yes yet you your
day days evening hour hours minute minutes month months morning night second seconds today tomorrow week weeks yesterday
customer customers engineer engineers incident incidents issue issues people person problem problems responder responders service
services start started starts starting stop stopped stops team teams user users
"""
GERMAN = """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus ausser bei beide beim bereits bevor bin
bis bisher bist brauchte da dabei dadurch dafur dagegen daher damit danach dann daran darauf daraus darin darum daruber das dass
dazu dem den denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort drei du durch durfen ein eine
einem einen einer eines einige einmal er erst es etwa etwas euch fur ganz gab geben gegen gehen gemacht genau gerade gibt ging habe
haben hat hatte hatten her heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist jede jedem jeden
jeder jedes jemand jetzt kam kann kein keine keinem keinen keiner konnen konnte konnten lang lange lassen lief liess machen machte man
mehr mein meine mich mir mit mochte muss mussen musste nach nachdem nachher neben nicht nichts nie niemand noch nun nur ob obwohl
oder oft ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so sofort solche soll sollen sollte sondern sonst
spater stand statt tun uber um und uns unser unter viel viele vom von vor vorher war waren warum was weg weil weiter welche welcher
wenig wenn wer werden wer wie wieder will wir wird wo wollen wollte wurde wurden wurde zu zum zur zwei zwischen
minute minuten monat monate morgen nacht stunde stunden tag tage woche wochen uhr zeit benutzer dienst dienste kunde kunden leute
problem probleme storung team teams
"""
FRENCH = """
afin ainsi alors apres assez au aucun aucune aussi autre autres aux avaient avait avant avec avoir beaucoup bien car ce ceci cela
celle celui cependant ces cet cette ceux chaque chez comme comment dans de depuis des deux devant dire doit donc dont du durant elle
elles en encore entre est et etaient etait ete etre eu fait faire fois font fut il ils je jour jusque la le les leur leurs lors lorsque
lui ma mais meme memes mes mieux moins mon ne ni non nos notre nous on ont ou par parce pas peu peut plus plusieurs pour pourquoi
puis quand que quel quelle quelque quelques qui quoi rien sa sans se sera ses si sinon son sont sous sur ta tandis te tous tout toute
toutes tres trop un une vers voici vont vos votre vous
client clients heure heures incident incidents jours matin minute minutes mois nuit personne personnes semaine semaines service
services temps utilisateur utilisateurs
"""
SPANISH = """
ahora al algo algun alguna algunas alguno algunos ante antes aquel aqui asi aun aunque bajo bien cada casi como con contra cual cuales
cuando cuanto de del desde despues donde dos durante el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba
estaban estado estan estar estas este esto estos fue fueron ha habia habian hace hacer hacia han hasta hay hizo la las le les lo los
luego mas me menos mi mientras mis mismo mucho muchos muy nada ni no nos nosotros nuestra nuestro nunca o os otra otras otro otros
para pero poco por porque pues que quien se sea segun ser si sido siempre sin sino sobre solo son su sus tal tambien tan tanto tener
tiene tienen toda todas todo todos tras tu tuvo un una unas uno unos vez ya
cliente clientes dia dias hora horas incidente incidentes minuto minutos mes meses noche persona personas semana semanas servicio
servicios usuario usuarios
"""

FILLER = frozenset(" ".join((ENGLISH, GERMAN, FRENCH, SPANISH)).split())
