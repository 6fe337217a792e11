/*
 * Persons: each case is a text in which braces stand around what is to be marked, and nothing else.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"
#include "tests/tap.h"
#include "tests/unit/answer/redact_braced.h"

static const char *const cases[] = {
	/* ranks, in any letters */
	"Sgt {Smith} told us.", "I asked sgt {smith} for leave.",
	"My sgt {smith} was fair.", "DCI {de Souza} led it.", "dci {de souza} led it.",
	"It was pc {will young} who came.", "T/Sgt {O'Brien} was on duty.",
	"Insp. {Patel-Khan} agreed.", "PC {JONES} arrived first.", "DS {J.S.} was there.",
	"Then PS {Young} rang.", "Detective Constable {Ola Nordmann} wrote it.",
	"Detective Chief Inspector {Banks} wrote it.",
	"We met Chief Constable {Amelia Hart} there.", "PCs {Smith} and {Jones} came.",
	"PC {May} was kind.", "Sgt {Long} signs it.", "spoke to sgt {kowalczyk} about it",
	"PC {Savage} again.", "the sergeant told me to wait", "sgt said it was fine",
	"PC on duty", "Inspector came late and the inspector left.",
	"The sergeant rose to speak.", "Our sergeant will mark the forms.",
	"The inspector grants leave too late.", "Ask the sergeant for help.",
	"The Sergeant Training Programme is late.",
	"I passed the Inspector Promotion Board.", "my sgt definately lies",
	"sgt {young} didnt care and pc {brown} got spat at",
	"spoke to ps {may} after it, my sgt may know", "inspector {long} said no",
	"PC {SMITH} ATTENDED.", "Sgt \"{Hill}\" came.",
	"Sergeant {Pope} is a decent man.", "Officer {Dibble} and officer {smith} came.",
	"On sergeants. \"A good sergeant is worth it.\" On sergeants. Rare ones.",
	"Best: my team. Worst: the system.",
	/* titles */
	"Judge {Ferrari Bravo} sat; Miss {Cook} waited.",
	"Mr {Galip Yalkovszky} complained.", "the applicant, Ms {A. B.}, lived there",
	"Dear Mr {Ali}, thank you.", "Mrs {Brown} and Dr. {Rice} came.",
	"I told mr {brown} twice.", "i told ms {speed} twice", "Cllr {Rose Banks} asked.",
	"I miss working with people.", "Mr and Mrs {Hussain} waited.",
	/* kin and colleagues */
	"My wife {Sarah} is worried.", "my colleague {dave} left",
	"My partner, {Jo}, is ill.", "My line manager {smithy} helps.",
	"my mate {mark} is off sick", "My son {Will} was born then.",
	"My partner is on nights.", "my manager just laughed", "My dad long ago said so.",
	"My supervisor and I talked.", "our daughter {Grace} and our son {Max}",
	/* speech, greetings, labels */
	"I was told by {dave} to go.", "I said to {sarah} that it was late.",
	"I asked {karen} to help.", "A man called {Darren} came.",
	"A dog named {Rex} came.", "my name is {borna jerkov}",
	"i am {karen} and i am tired", "I'm {Karen}.", "I'm British and I am proud.",
	"Signed, {Precious Adeyemi}", "Kind regards\n{Steve}",
	"Kind regards,\n{Steve Hill}", "From: {Karen Hill}\nTo: {Mark Young}",
	"cc {Priya}", "Hi {Karen}, how are you?", "Thanks, {Steve}", "thanks {mark}",
	"Dear Colleague, hello all.", "Hi all, hi team, dear Sir or Madam",
	"Name: {Precious Beet}", "Her maiden name is {Key}.", "{mark} said it was fine",
	"The bill said it all.", "I asked for help and told people.",
	"They called out and asked to leave.",
	/* capitals */
	"Then {Sarah} came.", "{Sarah} came.", "{Mark} said so.",
	"{Rose} was late and {Grace} was not.",
	"Rose bushes are nice. Will you come? May I go? Mark the form.",
	"I told {Will} and {Grace} to go.", "We saw {Hill} and {Young} on patrol.",
	"{Muslija} was late.", "They met {Fletcher Hill} and {J. O'Neill} there.",
	"{J O'Neill} and {JP Smith} wrote.",
	"{John A Smith} and {Mohmad R. Vizirov} wrote.", "{Smith, John} is first.",
	"{Willemine ten Pas} and {Ludwig van der Berg} spoke.",
	"{Usama bin Hassan} and {Ana de la Cruz} spoke.",
	"{John Carpenter Jr} and {Theresa May} met.", "{June Smith} met {Brian May}.",
	"She is {Tosh Olsen}, he is {Yulan Peres}.",
	"They were {Silvana}, {Adam} and {Chad}.", "It was {SMITH} who said NEVER again.",
	"The {Kowalskis} and {Darren}'s dog.",
	"{Jean-Pierre Dupont} and {Hauta-aho} met.",
	"{Živković} and {Núñez} met {Ján Novák}.", "\"I'm glad,\" says {Joly}.",
	"{Smith} v. {Jones} was decided.", "Re: {Amina Khan} (late)",
	"I work with ({Aled}) and \"{Baz}\".",
	"{McGillicuddy} and {O'Shaughnessy} fought.",
	"{Ella}: What now?\n{Destiny}: Nothing.",
	"The {van Dijk} case, {al-Masri}, {bin Laden}.",
	"They are {Fatou}, {Wren} and {Dawn}.",
	"{Pat} too. {Will} from the board. {Hill} knows.",
	"Auntie {Flo} and my daughter {Summer} came.",
	"Crewed with {Bex}. {bex} was brilliant.",
	"{WALZ, Tim}; {Asantewaa, Efua}; {Harris, Mike D.}",
	"He was known as alias \"{Smiley}\" and called \"{Rex}\".",
	"Heard evidence from {V.D.} in the {U.K.} at {3 p.m.}",
	"Call {Mike} on Sunday. Young people call. Hate Crime counts.",
	/* a capital beside a name is part of it; ranks, titles and work are not */
	"{Violet Muslija} and {Big Steve} came.", "{Amber de Jong} met {Jan van den Pol}.",
	"I met {Art Tromp} and {Sander Hendriks}.", "Then {Karen} came. Officer {Smith} left.",
	"Yesterday {Smith} rang. Ask {Peter}. Tell {Karen}. Thank {Peter}.",
	"I read the {Kowalczyk} Report.", "Ring {Peter} on Monday.",
	"{Lone O. Jespersen}\nStaff officer", "{Price-Crooks} was late.",
	/* who opens a sentence, or is spoken to */
	"{Windler} was late. {Moraes} was there.", "{May} rang her mother. May is warm.",
	"{Reis} was here. Rudely is how it was.", "Yes, {Jan}, we know.",
	"{Poels} was there.", "Wolud that help? Tehre was none. Tehy had no idea.",
	"Equiptment was poor.",
	"Manegement has no idea. Unfortunatly was the word. Beleive was too.",
	"English is not easy. Rules listed here are many.", "{Vide}, can I speak to you?",
	"{Littel} shouted at us.", "{Buss} lives on a hill.", "Your last name? {Berner}",
	"They cite {Crooks} v {Hallworth} there.", "I met {Jan van den Pol} and {Art de Post}.",
	/* one half in small letters */
	"It was for {leidy Hughes} and {Alejandro muris}.", "Then {Karen} tasered nobody.",
	/* initials */
	"It came from {P.H.}, {M.K.} and Mrs {X} sat.", "{A.B.} v. the State was heard.",
	"{Smith, J.}, and {Da Silva, M. A.} (2011) argue it.", "{L Field} and {P. Grant} came.",
	"tea with {k. barker} and {n. lee}", "e.g. hill walking, i.e. long walks",
	"It is plan B. Long walks are good.", "{Bull} v {Hallworth} says so.",
	"superintendent {l.n. carter} and constable {g. marsh}",
	"chief constable {p hart} came", "sergeant {patricia g white-nguyen} too",
	"constable {robin-zoe morris} and superintendent {al-lewis}",
	"insp {okonkwo-price} and pcso {mohammed mcdonald}", "A/Sgt {B Field} saw it.",
	/* cues behind which a capital is enough */
	"He was known only as {Moose}.", "I asked for {Delta} there.",
	"Who told {Line} about it?", "Dear {Sincere},\nthank you.", "Dear Team,\nthank you.",
	"Everyone calls me {Jan} here.", "It was agreed with Corporate Communications.",
	"the victims partner {rob} came", "give my thanks to {rob cooper}",
	"There was only me and {Dawn} on.", "We met at Dawn.",
	"She was known to us as {graham} from then.", "It was taken by {rob} at the door.",
	"He was known as trouble. Known to police as trouble.",
	/* surnames that are more than that, behind a first name or initials */
	"{Max Post} and {Robert W. Service} spoke.", "The C.I.A. and S.H.I.E.L.D. came.",
	"had tea with {jamal black} and more", "there as dc {hall} from here",
	"I thank {S May} for it.", "the name was {a. de lawson} and more",
	"It was {Dawn} of the desk.", "He signed as Mr Justice {Hill} would.",
	"{Janet Leon al-Sheikh} came.", "insp {carol hall} is thanked",
	/* one letter */
	"On that day {B.} and his wife {C.} were there.", "Officer {M.} wrote it down.",
	"It was grade A. and more, plan B. and less.",
	/* proper names that nobody says every day, unless described */
	"They said that {Reis} was good.", "The Soviet tank. This Alpine hut. Marine Corps.",
	/* Welsh */
	"Mae'n anodd iawn. Dim cefnogaeth. Roedd y swyddog yn dda. Diolch i'r heddlu.",
	/* small letters */
	"{darren} is never here and {siobhan} is",
	"i like {john smith} and {tracey jones} a lot",
	"{patricia desrosiers} left the force", "ask {patricia p smith} or {ali hassan}",
	"they had 6: {silvana}, {adam}, {christopher}, {kristina}, {chad} and {caleb}.",
	"the young officer will bank on the long hall in the field",
	"{mika}: who are you?", "i think {patel} is good",
	"i told {tom} and {mick} that the white van is black",
	"{ABDUL RAHMAN AL-MASRI} was detained.",
	"the true story of {zdenka} is sad", "the reccomend and protocall of police",
	"{Happy Mutasa} and {Sunniva} came. Gifts came.",
	/* a whole text in capitals */
	"I TOLD {DARREN} AND {SIOBHAN} THAT NOBODY LISTENS HERE EVER",
	"MY SGT {KOWALCZYK} NEVER LISTENS TO ANYBODY HERE",
	/* the same name again */
	"Sgt {Wilks} is unfair. Everybody knows {wilks} and the {Kowalskis} too, {Kowalski} first.",
	"PC {Kowalczyk} left. They miss {kowalczyk}.",
	"Sgt {Hill} left. We met {Hill} on the hill.",
	/* everyday words and what is known */
	"The Officer wrote to the Chief Constable about Hate Crime.",
	"Human Resources and Occupational Health do not talk. I am OK.",
	"Young People need more. The Police Federation and Oscar Kilo help.",
	"Operation Hampshire was explained. NFA, RTC, PAVA, PSD and PIRC.",
	"Definately not. Recieved nothing. Occured twice. Acheived little.",
	"I don't, he'll, we've: they'd. Can't we? Won't they?",
	"More Training For New Officers And Staff", "How We Mark New Officers Down",
	"On Monday in May we had Easter and Diwali.",
	"The Hall was full. I went to the Church and the Bishop.",
	"Taser and BodyCam are fine. WhatsApp is not.", NULL
};

int
main(void)
{
	struct redact_options options = { .strict = false };
	struct err err;
	struct redactor *r = redactor_new(&options, &err);
	struct arena *a = arena_new(0);

	for (size_t i = 0; cases[i]; i++) {
		SCOPED(buf) plain = { 0 };
		SCOPED(buf) got = { 0 };
		struct redaction found;

		plain_of(cases[i], &plain);
		found = redact_text(r, plain.data, plain.len, a);
		braced_of(&found, plain.data, plain.len, &got);
		is_str(got.data, cases[i], "%s", cases[i]);
	}
	redactor_free(r);
	arena_free(a);
	return tap_done();
}
