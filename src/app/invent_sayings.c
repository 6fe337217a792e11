/*
 * What invented people write in the Operation Hampshire survey.  Nobody has said any of it, and
 * who is named in it does not exist: the names are there to be found and taken out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/invent.h"

#define HELP	  "would_have_helped"
#define CHANGE	  "change"
#define SUPPORTED TRAIT_SUPPORTED
#define INFORMED  TRAIT_INFORMED
#define ANYBODY	  TRAIT__COUNT

const struct saying invent_hampshire_sayings[] = {
	{ HELP, "aftercare", SUPPORTED,
	  "{Somebody senior|A supervisor} asking how I was, the same day." },
	{ HELP, "aftercare", SUPPORTED,
	  "A call from my {sergeant|supervisor} the next morning instead of an "
	  "e-mail {a week|days} later." },
	{ HELP, "aftercare", SUPPORTED,
	  "Being allowed to go home early without having to ask for it." },
	{ HELP, "aftercare", SUPPORTED,
	  "My supervisor coming to the hospital {that night|in person} instead of "
	  "ringing the ward." },
	{ HELP, "aftercare", SUPPORTED,
	  "Support for my {partner|family} as well. They {lay awake|worried} more "
	  "than I did." },
	{ HELP, "aftercare", TRAIT_HURT,
	  "Nothing more. My supervisor and my team looked after me well." },
	{ HELP, "aftercare", INFORMED,
	  "A plain sheet that says what support I can expect and who gives it." },
	{ HELP, "aftercare", ANYBODY, "A proper debrief with everybody who was there." },
	{ HELP, "aftercare", ANYBODY,
	  "Counselling without a wait of {two|three} months, and in working time." },
	{ HELP, "aftercare", ANYBODY, "Not being sent straight to the next {job|call}." },
	{ HELP, "aftercare", ANYBODY, "Someone telling my family what had happened." },
	{ HELP, "aftercare", ANYBODY,
	  "A supervisor who asks again after {a month|four weeks}, not only on the day." },
	{ HELP, "aftercare", ANYBODY,
	  "Sergeant {Bramwell|Ashdown} stayed with me all evening. That helped "
	  "more than anything." },
	{ HELP, "justice", SUPPORTED,
	  "Knowing that somebody else would take the statement and {secure|save} "
	  "the video." },
	{ HELP, "justice", SUPPORTED,
	  "An update on the case. I {found out|heard} from the court list." },
	{ HELP, "justice", SUPPORTED,
	  "One person for my case who {rings|calls} me back." },
	{ HELP, "justice", SUPPORTED, "To be told why the case was dropped." },
	{ HELP, "justice", ANYBODY, "Help with my statement for the court." },
	{ HELP, "leadership", TRAIT_EXPOSED, "A second officer {in the car|beside me}." },
	{ HELP, "leadership", ANYBODY,
	  "Enough staff on the shift that somebody could have taken over." },
	{ HELP, "leadership", ANYBODY,
	  "To be told before we went that he had {hit|spat at} somebody before." },
	{ HELP, "leadership", ANYBODY,
	  "A spit guard within reach, and training to use it." },
	{ HELP, "leadership", SUPPORTED,
	  "An inspector who came down to the shift and {listened|asked}." },

	{ CHANGE, "aftercare", SUPPORTED,
	  "Supervisors need {the time|time in their day} to look after people, not "
	  "one more form." },
	{ CHANGE, "aftercare", SUPPORTED,
	  "A supervisor should ask again after {a month|four weeks}. Everybody is "
	  "kind on the first day." },
	{ CHANGE, "aftercare", SUPPORTED,
	  "A supervisor should come {in person|to see us} on the same day, {day or "
	  "night|at night as well}." },
	{ CHANGE, "aftercare", SUPPORTED,
	  "A call from {my sergeant|the supervisor} the next morning would do more "
	  "than any leaflet." },
	{ CHANGE, "aftercare", SUPPORTED,
	  "Let people {go home|stand down} after an assault without having to ask." },
	{ CHANGE, "aftercare", SUPPORTED,
	  "Support should be offered. It is not something that I should have to "
	  "{find|ask for}." },
	{ CHANGE, "aftercare", ANYBODY,
	  "{Counselling|Occupational health} without a wait of {two|three} months, "
	  "and in working time." },
	{ CHANGE, "aftercare", ANYBODY,
	  "Follow up after {three months|a quarter of a year}, when it comes back "
	  "at night." },
	{ CHANGE, "aftercare", ANYBODY,
	  "Every supervisor should know what support there is, and {open a "
	  "plan|offer it} on the same day." },
	{ CHANGE, "aftercare", ANYBODY,
	  "A debrief with everybody who was there, before {we go home|the day ends}." },
	{ CHANGE, "aftercare", ANYBODY,
	  "Tell our families what support there is for them." },
	{ CHANGE, "aftercare", ANYBODY,
	  "TRiM was good support. Offer it to everybody who was there, not to one "
	  "person." },
	{ CHANGE, "aftercare", ANYBODY,
	  "Sergeant {Bramwell|Ashdown} came to see me at home. Every supervisor "
	  "should do that." },

	{ CHANGE, "justice", SUPPORTED,
	  "Tell us what happened to the case, {whatever the outcome|even if it is "
	  "dropped}." },
	{ CHANGE, "justice", SUPPORTED,
	  "Give me an update on the case before I {find it in|hear of it from} the "
	  "court list." },
	{ CHANGE, "justice", SUPPORTED,
	  "Treat us as victims in our own case, not as one more witness." },
	{ CHANGE, "justice", ANYBODY,
	  "Courts should take {it|assaults on us} seriously." },
	{ CHANGE, "justice", ANYBODY,
	  "No more cautions for spitting. Each case should go to court." },
	{ CHANGE, "justice", ANYBODY,
	  "Somebody else should take my statement and {secure|save} the video." },
	{ CHANGE, "justice", ANYBODY,
	  "Explain to us {in person|early} why a case is dropped." },
	{ CHANGE, "justice", ANYBODY,
	  "Offer the impact statement every time, with {help|time} to write it "
	  "before court." },

	{ CHANGE, "leadership", ANYBODY,
	  "More staff on late shifts. Nobody should be sent alone." },
	{ CHANGE, "leadership", ANYBODY,
	  "Enough staff on night shifts that nobody is alone at a violent call." },
	{ CHANGE, "leadership", ANYBODY,
	  "Better training for custody, with real situations." },
	{ CHANGE, "leadership", ANYBODY,
	  "Safety training {twice|three times} a year, and on shift." },
	{ CHANGE, "leadership", ANYBODY,
	  "{Gloves and spit guards|Safety vests} that {fit women too|we do not "
	  "have to buy ourselves}." },
	{ CHANGE, "leadership", ANYBODY,
	  "Tell the shift what is known about an address before somebody "
	  "{goes|knocks} alone." },
	{ CHANGE, "leadership", ANYBODY,
	  "Those in charge should come out on {late|night} shifts, and not only to "
	  "meetings." },
	{ CHANGE, "leadership", SUPPORTED,
	  "Stop saying that it is part of the job. That has to come from the top." },
	{ CHANGE, "leadership", ANYBODY,
	  "Chief Inspector Holloway came out with our shift for a night. More of that." },

	{ CHANGE, "awareness", INFORMED,
	  "Put the seven points where people see them, in the {locker "
	  "room|canteen} and the van." },
	{ CHANGE, "awareness", INFORMED,
	  "Explain the pledge at a briefing, not on the intranet." },
	{ CHANGE, "awareness", INFORMED,
	  "Say who the champion is {on each site|at each station}." },
	{ CHANGE, "awareness", INFORMED,
	  "I had never heard of the seven points. Tell {new starters|people} in "
	  "their first week." },
	{ CHANGE, "awareness", INFORMED,
	  "Posters with the seven points and the name of the champion, {in each "
	  "canteen|at each station}." },
	{ CHANGE, "awareness", INFORMED,
	  "I {found|heard of} the champion by chance. Nobody had told us that "
	  "there is one." },
	{ CHANGE, "awareness", INFORMED,
	  "Specials and volunteers are never told of the {pledge|seven points}. "
	  "Please include us." },
	{ CHANGE, "awareness", INFORMED,
	  "The champion should visit every team {once a year|each quarter} and "
	  "explain the pledge." },
	{ CHANGE, "awareness", INFORMED,
	  "Nobody here knows the pledge. Read it out at {parade|briefings}." },

	{ CHANGE, "feedback", ANYBODY,
	  "Make reporting quicker. It took longer than the incident." },
	{ CHANGE, "feedback", ANYBODY,
	  "One short form for a report, not {three|four} systems." },
	{ CHANGE, "feedback", ANYBODY,
	  "Keep doing this survey and show us what came of it." },
	{ CHANGE, "feedback", ANYBODY, "Include police staff. We are spat at too." },
	{ CHANGE, "feedback", ANYBODY,
	  "Listen to those who report, and tell them what was done." },
	{ CHANGE, "feedback", ANYBODY,
	  "Make it normal to report. People {laugh|roll their eyes} when you do." },
	{ CHANGE, "feedback", ANYBODY, "An app to report {from the car|on the phone}." },
	{ CHANGE, "feedback", ANYBODY,
	  "Less paperwork. I report one in three because of the form." },
	{ CHANGE, "feedback", ANYBODY,
	  "Somebody should read what we report and {answer|reply}. I never heard "
	  "anything." },

	{ CHANGE, "feedback", ANYBODY,
	  "The form asks {the same|everything} twice. Make reporting simple." },
	{ CHANGE, "feedback", ANYBODY,
	  "Reporting a threat should count as much as reporting a {punch|kick}." },
	{ CHANGE, "feedback", ANYBODY,
	  "I report less than I used to. {Nothing came of it|Nobody answers}." },
	{ CHANGE, "feedback", ANYBODY,
	  "Trust those who report, {whatever their role|staff as well}." },

	{ CHANGE, NULL, ANYBODY,
	  "{Nothing|Nothing more} comes to mind {today|at the moment}." },
	{ CHANGE, NULL, ANYBODY, "{More parking|Better coffee}, please." },
	{ .question = NULL },
};
