/*
 * The words of the pages: English is complete; another language is one more column.
 *
 * They keep to what is true of this program, with its limits.  Sentences stay under 25
 * words, and a test holds them to it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/words.h"

static const char *const english[WORD__COUNT] = {
	[WORD_SKIP] = "Skip to main content",
	[WORD_ERROR_TITLE] = "Error: ",
	[WORD_BACK] = "Back",
	[WORD_CONTINUE] = "Continue",
	[WORD_SEND] = "Send my answers",
	[WORD_SAVE] = "Save and finish later",
	[WORD_SAVED_TITLE] = "Finish later",
	[WORD_SAVED_KEEP] =
		"This file holds what you answered so far. Keep it on your own device.",
	[WORD_SAVED_OPEN] =
		"To go on, open it in a browser before the survey closes, and press Continue.",
	[WORD_SAVED_SEALED] =
		"It cannot be read by itself. The file and this survey's server together "
		"could be read until the survey closes.",
	[WORD_SAVED_ONCE] =
		"It belongs to the form that you saved: whichever is sent first counts.",
	[WORD_SAVED_PASTE] =
		"If Continue does not work, copy this text into the box on the survey's "
		"first page.",
	[WORD_PASTE_TITLE] = "Continue a saved form",
	[WORD_PASTE_HINT] = "The text of your saved file",
	[WORD_PASTE_GO] = "Continue the saved form",
	[WORD_CHANGE] = "Change",
	[WORD_PROGRESS] = "Question {1} of about {2}",
	[WORD_PROBLEM] = "There is a problem",
	[WORD_ERROR_HIDDEN] = "Error:",
	[WORD_OR] = "or",
	[WORD_YES] = "Yes",
	[WORD_NO] = "No",
	[WORD_MONTH] = "Month",
	[WORD_YEAR] = "Year",
	[WORD_OTHER_WORDS] = "Say what, if you like",
	[WORD_NO_PLACE] = "No place",
	[WORD_HELP] = "Help with this question",
	[WORD_WHY] = "Why we ask: {1}",
	[WORD_ONLY_IF] = "Answer this only if {1}.",
	[WORD_UP_TO] = "You can write up to {1} characters.",
	[WORD_LANGUAGES] = "Languages",
	[WORD_CHECK_TITLE] = "Check your answers before you send them",
	[WORD_CHECK_TEXT] =
		"Nothing is kept until you press Send. If this form was sent before, the "
		"first copy counts.",
	[WORD_NOT_ANSWERED] = "Not answered",
	[WORD_CUT_SHORT] = "The rest is kept too, and not shown here.",
	[WORD_SENT_TITLE] = "Thank you",
	[WORD_SENT_TWICE] =
		"Your answers were received. If this form was sent before, the first copy "
		"counts.",
	[WORD_SENT_NO_NUMBER] =
		"There is no reference number, so nobody can find your answers, not "
		"even you.",
	[WORD_SENT_HISTORY] = "Your browser's history still shows this address.",
	[WORD_SENT_CLEAR] = "How to clear it",
	[WORD_SENT_CLEAR_HOW] =
		"Open the history in your browser's menu, find this address, and delete "
		"it. Then close this page.",
	[WORD_TRY_TITLE] = "Your answers may not be stored yet",
	[WORD_TRY_AGAIN] =
		"We could not confirm that your answers are stored. They are still here. "
		"Press Send again: they will count once.",
	[WORD_LOST_DRAFT] = "We could not read what you answered on earlier pages.",
	[WORD_LOST_KEPT] =
		"What you typed on this page is below. You can go on from here.",
	[WORD_LOST_FRESH] = "Start again from the beginning",
	[WORD_TOO_LONG] = "Your answers together are too long to store. Shorten this one",
	[WORD_ABOUT] = "Who asks, what we keep, and what we do not promise",
	[WORD_WHO_ASKS] = "Who asks",
	[WORD_WHO_READS] = "Who reads the answers",
	[WORD_FINGERPRINT] = "Fingerprint of their keys",
	[WORD_FINGERPRINT_WHY] = "Only these keys open the answers.",
	[WORD_KEEP_TITLE] = "What we keep, and what we do not",
	[WORD_KEEP_SEALED] =
		"Your answers are sealed before they are stored. The force's IT staff "
		"cannot open them.",
	[WORD_KEEP_NAMES] =
		"We do not record your name, collar number, device or network address.",
	[WORD_KEEP_WORDS] =
		"What you write can tell who you are. Leave out names, numbers and places.",
	[WORD_KEEP_GROUPS] = "Groups smaller than {1} are never shown.",
	[WORD_KEEP_PLACE] =
		"If your poster names a place, everyone there shares its link. It tells us "
		"the place.",
	[WORD_KEEP_OPTIONAL] =
		"You can leave out any question, go back, and stop at any time.",
	[WORD_NOT_TITLE] = "What we do not promise",
	[WORD_NOT_HOST] =
		"Whoever controls this server while you answer could see your answer. Later, "
		"nothing here shows it.",
	[WORD_NOT_NETWORK] =
		"A force network or force phone may see that you opened this page. Use your "
		"own phone and mobile data.",
	[WORD_NOT_WRITING] = "What you write can tell who you are. We cannot notice everything "
			     "that does.",
	[WORD_NOT_WHEN] =
		"Do not tell people when you answered: with that, a person who runs the "
		"computer could narrow it down.",
	[WORD_NOT_FIND] =
		"We cannot find your answer again, to show, change or delete it. There is no "
		"receipt that anyone could ask for.",
	[WORD_NOT_TWICE] =
		"A poster does not stop one person answering twice. We publish responses, not "
		"people.",
	[WORD_NOT_COUNT] =
		"Whoever runs the computer can count the answers stored exactly; we show "
		"tens. It notes when the file of answers was last written: we touch it every "
		"ten minutes, answers or none, but cannot hide what comes between.",
	[WORD_NOT_TOGETHER] =
		"If readers and host break these rules together, only the mixing with nine "
		"other answers protects you.",
	[WORD_NOT_LOST] =
		"If every key is lost, so are the answers. Nobody can act on a danger that you "
		"report here: use the contacts.",
	[WORD_CHECK_WORDS] =
		"Your poster should say {1}. If it does not, stop, and tell the people who "
		"ask.",
	[WORD_FOOT_WORDS] = "Your poster should say:",
	[WORD_SUPPORT] = "Support",
	[WORD_EXIT] = "Leave this page",
	[WORD_EXIT_LIMIT] =
		"\"Leave this page\" takes you to another site at once. It cannot clear your "
		"browser's history.",
	[WORD_PRIVACY] = "Privacy",
	[WORD_ACCESSIBILITY] = "Accessibility",
	[WORD_COOKIES] = "Cookies",
	[WORD_NEW_TAB] = "opens in a new tab",
	[WORD_DEMONSTRATION] = "DEMONSTRATION: invented answers",
	[WORD_REHEARSAL] = "REHEARSAL: a trial of this survey",
};

/* A further language is one row here; what it lacks is said in English. */
static const struct column {
	const char *language;
	const char *const *words;
} columns[] = {
	{ "en", english },
};

const char *
word_in(enum word word, const char *language)
{
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		if (str_same(columns[i].language, language) && columns[i].words[word])
			return columns[i].words[word];
	return english[word];
}

void
word_put(struct html *h, enum word word, const char *language, const char *one,
	 const char *two)
{
	const char *text = word_in(word, language);

	for (const char *hole; (hole = strchr(text, '{')); text = hole + 3) {
		const char *as = hole[1] == '1' ? one : two;

		html_text_len(h, text, (size_t)(hole - text));
		html_text(h, as ? as : "");
	}
	html_text(h, text);
}

void
word_put_num(struct html *h, enum word word, const char *language, long one, long two)
{
	char first[24], second[24];

	snprintf(first, sizeof(first), "%ld", one);
	snprintf(second, sizeof(second), "%ld", two);
	word_put(h, word, language, first, second);
}
