/*
 * Every problem that a form can have: its code, its words, and what to do about it.  The
 * words are fixed here and nowhere else, so that they can be tested letter by letter.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "form/internal.h"

const struct problem_row problems[PROBLEM__COUNT] = {
	[E001] = { "E001", "this file is not UTF-8 text",
		   "Save the file as UTF-8, as every editor can." },
	[E001_SIGN] = { "E001", "the character {1} is not used in a form",
			"Delete it: it cannot be seen, and other programs read it otherwise." },
	[E001_BLANK] = { "E001", "here stands {1} instead of a plain blank",
			 "Delete it, and type a blank." },
	[E002] = { "E002", "a tab; indent with blanks",
		   "Replace each tab at the beginning of a line by blanks." },
	[E003] = { "E003", "this text contains \": \"; put it in quotes",
		   "Put the whole text between double quotes." },
	[E003_SIGN] = { "E003", "this text begins with {1}; put the whole of it in quotes",
			"Put the whole text between double quotes." },
	[E003_ESCAPE] = { "E003", "this backslash means nothing in double quotes",
			  "Put the text in single quotes, or write the backslash twice." },
	[E004] = { "E004", "the quote opened here is never closed",
		   "Close the quote, or take it away." },
	[E005] = { "E005", "this line does not line up with those above",
		   "Give lines that belong together the same number of blanks." },
	[E005_COLON] = { "E005", "a key and its colon were expected here",
			 "Write key: value, with the colon right after the key." },
	[E006] = { "E006", "\"{1}\" stands here twice, first in line {2}",
		   "Keep one of the two." },
	[E006_SIDE] = { "E006", "\"{1}\" stands in the form too, in line {2}, in other words",
			"Keep one of the two." },
	[E007] = { "E007", "braces are not used; one key a line",
		   "Write one key a line; a text that begins with a brace needs quotes." },
	[E008] = { "E008", "anchors, aliases, tags and directives are not used",
		   "Write the value out; a text that begins with * & ! or % needs quotes." },
	[E008_KEY] = { "E008", "keys with a question mark are not used",
		       "Write key: value." },
	[E009] = { "E009", "a second document begins here", "Keep one form in a file." },
	[E010] = { "E010", "too {1}: at most {2}",
		   "A form of this size is more than people answer; cut it down." },
	[E011] = { "E011", "lists in [ ] hold codes and words only",
		   "Write sentences one a line, each with a dash before it." },
	[E011_OPEN] = { "E011", "the list opened here is never closed",
			"Close it with ]." },
	[W012] = { "W012", "the words after # are lost",
		   "Put the text in quotes, or the comment on a line of its own." },
	[W013] = { "W013", "{1} does not work here",
		   "Markdown has **bold**, *italic*, lists, and links that begin with https:, "
		   "http:, mailto: or tel:." },

	[E020] = { "E020", "the first line must be `canvass: form 1`",
		   "Begin the file with that line." },
	[E020_GUIDE] = { "E020", "the first line must be `canvass: guide 1`",
			 "Begin the guide with that line." },
	[E020_TEXTS] = { "E020", "the first line must be `canvass: texts 1`",
			 "canvass form translate writes such a file." },
	[E020_WORDS] = { "E020", "the first line must be `canvass: words 1`",
			 "Begin the file with that line." },
	[E021] = { "E021", "there is no key \"{1}\" here",
		   "Mind spelling and indents; canvass-form(5) lists the keys of each place." },
	[E022] = { "E022", "\"{1}\" is missing", "Add the key." },
	[E023] = { "E023", "this must be {1}", "Change it, or take the key away." },
	[E024] = { "E024", "an id has small letters, digits and {1}",
		   "It begins with a letter and has 32 characters at most." },
	[E025] = { "E025", "the id \"{1}\" is used in line {2}", "Choose another id." },
	[E026] = { "E026", "\"{1}\" is a word of the language",
		   "Choose another id or code." },
	[E027] = { "E027", "{1} characters; at most {2}", "Shorten the text." },
	[W027] = { "W027", "{1} characters: {2} may refuse more than {3}",
		   "Shorten the text, or do not print those." },
	[E028] = { "E028", "it closes before it opens", "Put the two days right." },
	[E029] = { "E029", "{1} {2}; at most {3}", "Ask less, or make two forms of it." },

	[E030] = { "E030", "there is no question type \"{1}\"",
		   "The types: choose one, choose any, scale, statements, number, month, rank, "
		   "short text, long text, note." },
	[E031] = { "E031", "\"{1}\" does not belong to type {2}",
		   "Take the key away, or change the type." },
	[E032] = { "E032", "a choice needs two options or more", "Add options." },
	[E033] = { "E033", "a scale's codes go in steps of one",
		   "Number the options one by one, or make it a choose one." },
	[E034] = { "E034", "there is no option list \"{1}\"",
		   "Add it under option lists, or write the options here." },
	[E035] = { "E035", "two options have the same label, \"{1}\"",
		   "Nobody can tell them apart: change one." },
	[E036] = { "E036", "these bands overlap or leave a gap",
		   "Let each begin where the one before ends." },
	[E037] = { "E037", "required, but without `or`",
		   "Offer a way not to say: or: Prefer not to say." },
	[E038] = { "E038", "not offered: {1}",
		   "Ask for what you need to know in bands or in choices." },
	[E039] = { "E039", "say in which bands it is stored",
		   "Add store as: an exact number can tell who somebody is." },
	[E040] = { "E040", "a loop has {1} turns at most", "Ask for fewer turns." },
	[E040_HOLDS] = { "E040", "a loop is one run of pages, and holds no loop",
			 "Put its pages one after the other, with the same number of turns." },
	[W041] = { "W041", "nobody can fall into {1}: between goes from {2} to {3}",
		   "Take these bands away, or let more be said." },

	[E050] = { "E050", "I cannot read this condition: expected {1}",
		   "Write, for example: role is officer and not (hit is never)." },
	[E051] = { "E051", "there is no {2} \"{1}\"", "Mind the spelling." },
	[E052] = { "E052", "\"{1}\" is asked later than this",
		   "A condition looks back only: move one of the two." },
	[E052_HERE] = { "E052", "\"{1}\" is asked here itself",
			"A condition looks back only: ask it on an earlier page." },
	[E052_BELOW] = { "E052", "the condition \"{1}\" is defined further down",
			 "A condition names those above it: move one of the two." },
	[E053] = { "E053", "\"{1}\" is not an option of \"{2}\"",
		   "Use one of its codes." },
	[E054] = { "E054", "{2} does not fit a question of type {1}",
		   "\"is\" fits single choices, \"includes\" choose any, amounts numbers "
		   "and scales; scores take single choices and scales." },
	[E055] = { "E055", "nobody can ever see this: {1}", "Change one of the tests." },
	[E056] = { "E056", "this contradicts line {1}",
		   "Change one of the two conditions." },
	[E057] = { "E057", "put the follow-up on the next page",
		   "On one page only one follow-up works, right after a question with radios "
		   "or checkboxes." },
	[E058] = { "E058", "\"{1}\" is asked inside a repeat",
		   "From outside only how many turns there were can be tested: `number of` and "
		   "the loop's name." },
	[E059] = { "E059", "this number is not the edge of a band",
		   "Only bands are stored, so test at their edges." },
	[W060] = { "W060", "this is always true", "Take the condition away." },
	[E061] = { "E061", "{{1}} must name an earlier choose one",
		   "Pipe the label of a choice made on an earlier page." },
	[E061_OPEN] = { "E061", "the brace opened here is never closed",
			"Close it with }; two braces, {{, make a brace." },
	[E061_TURN] = { "E061", "{turn} stands only in pages with `for each`",
			"Write the number out, or {{ for a brace." },
	[E061_LABEL] = { "E061", "nothing can be put into a label",
			 "Write it out; two braces, {{, make a brace." },
	[E062] = { "E062", "say what stands without an answer: {{1}|words}",
		   "Add a bar and the words for those who skipped the question." },
	[W063] = { "W063", "too many combinations to prove this",
		   "Make the condition simpler, or try it out by hand." },

	[E070] = { "E070", "the smallest group cannot be under 5", "Use 10, or more." },
	[E071] = { "E071", "\"{1}\" cannot be broken down by",
		   "Groups come from a choose one, a scale, or a condition with two labels." },
	[E072] = { "E072", "too small to publish even if all {1} answer: {2} are needed",
		   "Drop the break-down, or declare groups that put several codes together." },
	[W073] = { "W073",
		   "too small to publish if one in three of {1} answers: {2} are needed",
		   "Drop the break-down, or make its groups larger." },
	[W077] = { "W077", "\"{1}\" will have no table: its months cannot be listed",
		   "The form needs opens and closes, and the question `last`: its rows must not "
		   "follow from the answers." },
	[W077_MANY] = { "W077",
			"\"{1}\" will have no table: it would have {2} rows, and at most {3} "
			"fit",
			"Store it as half year or year, or ask for fewer months." },
	[E074_SHARED] = { "E074", "these groups overlap: \"{1}\" is in two of them",
			  "Put each code into one group." },
	[E074_ALL] = { "E074",
		       "these groups leave nothing over: \"{1}\" holds every code",
		       "Leave at least one code outside." },
	[E075] = { "E075", "this pattern is wrong, or too costly: {1}",
		   "Make the pattern simpler." },
	[E076] = { "E076", "there is no label \"{1}\" in redaction",
		   "Use one of its labels." },

	[E080] = { "E080", "there is no theme \"{1}\"", "Add it under themes." },
	[W081] = { "W081", "the theme \"{1}\" is never used",
		   "Use it, or take it away." },
	[W082] = { "W082", "these words belong to no theme", "Name one of the themes." },

	[E090] = { "E090", "\"{1}\" has no text in {2} ({3})",
		   "Add the key with the language behind it." },
	[E090_ALL] = { "E090", "nothing is in {2} yet",
		       "canvass form translate FILE --to {3} writes down what is to be filled "
		       "in." },
	[E091] = { "E091", "\"{1}\" is not a language code",
		   "Use a code of two letters: cy, pl." },
	[E092] = { "E092", "a text in {1}, but languages has no {2}",
		   "Add the language to languages, or take the text away." },
	[E093] = { "E093", "{1} in {2} have other codes",
		   "Give the same codes in each language." },
	[E093_LINES] = { "E093", "{1} in {2} have another number of lines",
			 "Translate each line, in the same order." },

	[E093_MORE] = { "E093", "{1} in {2} has more entries than in the form",
			"The entries stand in the form's order, one for each." },
	[E094] = { "E094", "{1} no text in {2} ({3}): {4}",
		   "canvass form translate FILE --to {3} writes them down, to be filled in." },
	[E095] = { "E095", "these texts are for {1}",
		   "A side file is named after its form and its language." },
	[W096] = { "W096", "these texts are not used: languages has no {1}",
		   "Add {1} to the form's languages, or take the file away." },
	[W100] = { "W100", "more on one page than people can take in",
		   "One question a page; or a question and its follow-up; or two or three facts." },
	[E110] = { "E110", "the minutes add up to {1}, not {2}",
		   "Put the minutes of the sections right, or `lasts`." },
	[E111] = { "E111", "there is no activity \"{1}\"", 
		   "The activities: words, notes, votes, scorecard, nothing." },
	[E112] = { "E112", "this activity needs {1}", "Add them." },
};

const char *
digits(struct reading *r, long long n)
{
	return arena_printf(r->scratch, "%lld", n);
}

const char *
did_you_mean(struct reading *r, const char *word, const char *const *words, size_t n)
{
	const char *near = str_nearest(word, words, n);

	return near ? arena_printf(r->arena, "did you mean \"%s\"?", near) : NULL;
}

const char *
meant_or_list(struct reading *r, const char *word, const char *intro, const char *const *words,
	      size_t n)
{
	enum { FEW = 8 };
	const char *hint = did_you_mean(r, word, words, n);
	SCOPED(buf) out = { 0 };

	if (hint || n == 0 || n > FEW)
		return hint;
	buf_init(&out, 1000);
	buf_printf(&out, "%s: ", intro);
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s%s", i ? ", " : "", words[i]);
	return arena_str(r->arena, out.data);
}

/* Fills {1} to {4}: their order may differ from one row to another. */
static void
fill(struct buf *out, const char *words, const char *const *args)
{
	size_t count = 0;

	while (args[count])
		count++;
	for (; *words; words++) {
		bool hole = words[0] == '{' && words[1] >= '1' && words[1] <= '4' &&
			    words[2] == '}';

		if (hole && (size_t)(words[1] - '1') < count) {
			buf_puts(out, args[words[1] - '1']);
			words += 2;
		} else {
			buf_putc(out, *words);
		}
	}
}

/* Whether a problem only follows from another that was told: it names what was wrong there. */
static bool
follows(const struct reading *r, enum problem p, const char *id)
{
	const struct name *name;

	if (p != E034 && p != E051 && p != E080 && p != W081 && p != W082)
		return false;
	for (name = r->spoilt; name && strcasecmp(name->id, id) != 0; name = name->next)
		;
	return name || (r->lost && p != E080) || (p == W081 && r->spoilt) ||
	       (p == E080 && r->form->theme_count == 0);
}

/*
 * Whether nothing is said of texts that are missing in a language: a translator will fill them in,
 * or the file that holds them could not be read, which was said.
 */
static bool
text_excused(const struct reading *r, const char *code)
{
	int lang = form_language(r->form, code);

	return r->gaps || r->languages_lost || (lang >= 0 && r->side_failed[lang]);
}

void
complain_words(struct reading *r, enum problem p, struct place at, const char *hint,
	       const char *const *args)
{
	const struct problem_row *row = &problems[p];
	unsigned source = at.source ? at.source : r->source;
	unsigned before = r->diags->source;
	SCOPED(buf) words = { 0 };
	SCOPED(buf) help = { 0 };

	if ((p == E090 || p == E094) && text_excused(r, args[2]))
		return;
	buf_init(&words, 1000);
	buf_init(&help, 1000);
	if (r->diags->errors && follows(r, p, args[0] ? args[0] : ""))
		return;
	fill(&words, row->words, args);
	/* whoever knows nothing better to do says what the manual says */
	fill(&help, row->help, args);
	if (source)
		r->diags->source = r->sources[source].diag;
	diag_add(r->diags, row->code, at.line, at.col, at.width ? at.width : 1,
		 hint ? hint : arena_str(r->diags->arena, help.data ? help.data : ""), "%s",
		 words.data ? words.data : "");
	diags_back(r->diags, before);
}
