/*
 * Conditions and limits from XLSForms: which are said, in which words, and why others are not;
 * and that the words mean what the expression meant, for every answer.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "forms.h"
#include "form/xpath.h"

/* ---- a workbook's questions ------------------------------------------------------------ */

static struct bands bands = { 4,
			      { { "0", 0, 0, false },
				{ "1", 1, 1, false },
				{ "2-5", 2, 5, false },
				{ "6+", 6, 6, true } } };

static const struct xpath_question asked[] = {
	{ .id = "a", .kind = KIND_CHOOSE_ONE },
	{ .id = "b", .kind = KIND_CHOOSE_ANY },
	{ .id = "s", .kind = KIND_SCALE },
	{ .id = "n", .kind = KIND_NUMBER },
	{ .id = "m", .kind = KIND_NUMBER, .banded = true, .bands = &bands },
	{ .id = "r", .kind = KIND_RANK },
	{ .id = "t", .kind = KIND_SHORT_TEXT },
	{ .id = "d", .kind = KIND_MONTH },
	{ .id = "l", .kind = KIND_CHOOSE_ONE },
};

static const struct xpath_question *
find(void *with, const char *name)
{
	size_t i;

	(void)with;
	for (i = 0; i < ARRAY_LEN(asked); i++) {
		if (!strcmp(asked[i].id, name) ||
		    (!strcmp(name, "Long-Name.1") && asked[i].id[0] == 'a'))
			return &asked[i];
	}
	return NULL;
}

static const char *
code_of(void *with, const struct xpath_question *q, const char *value)
{
	static const char *const words[] = { "x", "y", "z", "no_answer" };
	static const char *const steps[] = { "1", "2", "3", "4", "5", "no_answer" };
	bool numbers = q->kind == KIND_SCALE || q->id[0] == 'l';
	const char *const *codes = numbers ? steps : words;
	size_t n = numbers ? 6 : 4, i;

	(void)with;
	for (i = 0; i < n; i++) {
		if (!strcmp(codes[i], value))
			return codes[i];
	}
	return !strcmp(value, "Was X") ? "x" : NULL;
}

/* A choice by numbers, some of whose codes are other than their names, and one that is none. */
static const char *
code_at(void *with, const struct xpath_question *q, size_t index, const char **out_name)
{
	static const char *const numbers[][2] = { { "1", "1" },	      { "2", "2" },
						  { "3", "3" },	      { "4", "4" },
						  { "5", "5" },	      { "-2", "l__2" },
						  { "2.5", "l_2_5" }, { "none", "none" } };
	static const char *const words[][2] = { { "x", "x" }, { "y", "y" } };
	bool l = q->id[0] == 'l';

	(void)with;
	if (index >= (l ? ARRAY_LEN(numbers) : ARRAY_LEN(words)))
		return NULL;
	*out_name = l ? numbers[index][0] : words[index][0];
	return l ? numbers[index][1] : words[index][1];
}

static const char *
repeat_of(void *with, const char *name)
{
	(void)with;
	return strcmp(name, "visit") ? NULL : "visit";
}

static const struct xpath_names names = { find, code_of, code_at, repeat_of, NULL };

struct row {
	const char *expression,
		*words; /* words: the condition, or "! " and why there is none */
};

static void
rows_are(const struct row *rows, size_t n)
{
	struct arena *a = arena_new(0);
	size_t i;

	for (i = 0; i < n; i++) {
		const char *why = NULL;
		SCOPED(buf) out;
		bool said;

		buf_init(&out, 0);
		buf_puts(&out, "> ");
		said = xpath_condition(rows[i].expression, &names, &out, &why, a);
		is_str(said ? out.data + 2 : arena_printf(a, "! %s", why), rows[i].words,
		       "%s", rows[i].expression);
		if (!said && out.len != 2)
			ok(false, "%s: nothing is put out", rows[i].expression);
	}
	arena_free(a);
}

static const struct row said[] = {
	{ "${a} = 'x'", "a is x" },
	{ "${a}='x'", "a is x" },
	{ "  ${ a }\n=\t\"x\"  ", "a is x" },
	{ "'x' = ${a}", "a is x" },
	{ "${a}=\xe2\x80\x98x\xe2\x80\x99", "a is x" },
	{ "${a} = \xe2\x80\x9cx\xe2\x80\x9d", "a is x" },
	{ "${Long-Name.1} = 'Was X'", "a is x" },
	{ "string(${a}) = 'x'", "a is x" },
	{ "(${a}) = ('x')", "a is x" },
	{ "${a} != 'x'", "not a is x" },
	{ "not(${a} != 'x')", "a is x" },
	{ "not(not(${a} = 'x'))", "a is x" },
	{ "${a} = ''", "a is not answered" },
	{ "${a} != \"\"", "a is answered" },
	{ "not(${a} = '')", "a is answered" },
	{ "string-length(${t}) > 0", "t is answered" },
	{ "string-length(${t}) != 0", "t is answered" },
	{ "0 = count-selected(${b})", "b is not answered" },
	{ "count-selected(${b}) >= 1", "b is answered" },
	{ "${t} != ''", "t is answered" },
	{ "${d} = ''", "d is not answered" },
	{ "selected(${b}, 'x')", "b includes x" },
	{ "selected( ${b} ,\"x\" )", "b includes x" },
	{ "selected(${a}, 'x')", "a is x" },
	{ "not(selected(${b}, 'x'))", "not b includes x" },
	{ "${n} > 3", "n is more than 3" },
	{ "${n}>=3", "n is at least 3" },
	{ "${n} < 3", "n is less than 3" },
	{ "${n} <= '3'", "n is at most 3" },
	{ "${n} = 3", "n is 3" },
	{ "${n} = 03.0", "n is 3" },
	{ "${n} != 3", "not n is 3" },
	{ "3 < ${n}", "n is more than 3" },
	{ "3 >= ${n}", "n is at most 3" },
	{ "${n} > -1", "n is more than -1" },
	{ "int(${n}) > 3 and number(${n}) < 9", "n is more than 3 and n is less than 9" },
	{ "${m} > 5", "m is more than 5" },
	{ "${m} >= 2 and ${m} <= 5", "m is at least 2 and m is at most 5" },
	{ "${m} = 1", "m is 1" },
	{ "${m} >= 0", "m is at least 0" },
	{ "${s} = 3", "s is 3" },
	{ "${l} >= 4", "l is one of 4, 5" },
	{ "${l} > 4", "l is 5" },
	{ "4 < ${l}", "l is 5" },
	{ "${l} < 3", "l is one of 1, 2, l__2, l_2_5" },
	{ "${l} <= '2'", "l is one of 1, 2, l__2" },
	{ "number(${l}) >= 2 and ${l} < 4", "l is one of 2, 3, l_2_5" },
	{ "${l} >= 2 and ${l} != '' and ${l} < 4 and ${l} != 'no_answer'",
	  "l is one of 2, 3, l_2_5" },
	{ "${l} < 3 and ${l} != ''", "l is one of 1, 2, l__2, l_2_5" },
	{ "${l} <= 1 or ${l} = 3 or ${l} >= 5", "l is one of 1, 5, l__2 or l is 3" },
	{ "not(${l} >= 4)", "not l is one of 4, 5" },
	{ "${l} = '' or ${l} >= 4", "l is not answered or l is one of 4, 5" },
	{ "${s} != '3'", "not s is 3" },
	{ "${s} >= 4", "s is at least 4" },
	{ "selected(${s}, 3)", "s is 3" },
	{ "selected-at(${r}, 0) = 'y'", "r is y" },
	{ "selected-at(${r}, 0) != 'y'", "not r is y" },
	{ "count(${visit}) > 1", "number of visit is more than 1" },
	{ "${a}='x' or ${a}='y'", "a is x or a is y" },
	{ "${a}='x' and ${b}='' or ${s}=1", "a is x and b is not answered or s is 1" },
	{ "${a}='x' and (${a}='y' or ${s}=1)", "a is x and (a is y or s is 1)" },
	{ "(${a}='x' and ${a}='y') or ${s}=1", "a is x and a is y or s is 1" },
	{ "${a}='x' or (${a}='y' or ${s}=1)", "a is x or a is y or s is 1" },
	{ "not(${a}='x' or ${a}='y')", "not (a is x or a is y)" },
	{ "not(${a}='x' and ${a}='y') and ${s}=1", "not (a is x and a is y) and s is 1" },
	{ "not(${a}='x') or ${s}=1", "not a is x or s is 1" },
	{ "${a} != '' and ${a} != 'no_answer'", "a is answered" },
	{ "${a} = 'no_answer' or ${a} = ''", "a is not answered" },
	{ "not(${a} = '' or ${a} = 'no_answer')", "a is answered" },
	{ "${b} != '' and not(selected(${b}, 'no_answer')) and not(selected(${b}, 'x'))",
	  "b is answered and not b includes x" },
};

static const struct row unsaid[] = {
	{ "", "! it is empty" },
	{ "  ", "! it is empty" },
	{ "${a}", "! part of it compares nothing" },
	{ "true()", "! it uses true()" },
	{ "false() or ${a} = 'x'", "! it uses false()" },
	{ "${a} = true()", "! it compares with something that is no text and no number" },
	{ "${a} = ${t}", "! it compares with something that is no text and no number" },
	{ "'x' = 'x'", "! it compares something that is no question" },
	{ "${a} = 'q'", "! \"q\" is no option of \"a\"" },
	{ "${a} = 1.5", "! \"1\" is no option of \"a\"" },
	{ "${q} = 'x'", "! it looks at \"q\", which cannot be asked there" },
	{ ". = 'x'", "! it compares something that is no question" },
	{ "${a} > 3", "! it asks how large \"a\" is, but its options are no numbers" },
	{ "${l} > 5", "! no option of \"l\" is so" },
	{ "${l} > 4 and ${l} < 3", "! no option of \"l\" is so" },
	{ "${l} >= 2.5", "! it compares \"l\" with something that is no whole number" },
	{ "${b} > 3",
	  "! it compares all that was chosen in \"b\" at once; ask with selected()" },
	{ "${r} = 'x'",
	  "! of the order of \"r\" only the first place can be asked, with "
	  "selected-at()" },
	{ "${b} = 'x'",
	  "! it compares all that was chosen in \"b\" at once; ask with selected()" },
	{ "selected(${n}, 'x')",
	  "! it asks what is selected in \"n\", where nothing is" },
	{ "selected(${b}, ${a})",
	  "! it looks for something that is no text and no number" },
	{ "selected(${b})", "! it uses selected()" },
	{ "${t} = 'x'", "! \"t\" can only be asked whether it was answered" },
	{ "${d} > '2020-01'", "! \"d\" can only be asked whether it was answered" },
	{ "${n} > 2.5", "! it compares \"n\" with something that is no whole number" },
	{ "${n} = 'many'", "! it compares \"n\" with something that is no whole number" },
	{ "${n} > 1234567",
	  "! it compares \"n\" with something that is no whole number" },
	{ "${m} > 3", "! it would cut a band of \"m\" in two: only the band is stored" },
	{ "${m} = 6", "! it would cut a band of \"m\" in two: only the band is stored" },
	{ "${m} < 0", "! it would cut a band of \"m\" in two: only the band is stored" },
	{ "${n} + 1 > 3", "! it calculates, or follows a path through the form" },
	{ "${n} - 1 > 3", "! it calculates" },
	{ "-${n} > 3", "! it calculates" },
	{ "../a = 'x'", "! it calculates, or follows a path through the form" },
	{ "/data/a = 'x'", "! it calculates, or follows a path through the form" },
	{ "${n} mod 2 = 1", "! something in it does not belong together" },
	{ "1 < ${n} < 3", "! it compares three things at once" },
	{ "regex(${t}, '^a')", "! it uses regex()" },
	{ "regex(${t}, ${a} > 3) = 'x'", "! it uses regex()" },
	{ "string-length(${t}) > 5", "! it counts how much was answered to \"t\"" },
	{ "count-selected(${b}) >= 0", "! it counts how much was answered to \"b\"" },
	{ "selected-at(${b}, 0) = 'x'",
	  "! it uses selected-at() for more than the first place of a rank" },
	{ "count(${visit}) = 0",
	  "! of a repeat only \"more than\" and \"at least\" can be asked" },
	{ "count(${visit}) < 2",
	  "! of a repeat only \"more than\" and \"at least\" can be asked" },
	{ "count(${a}) > 1", "! it counts something that cannot be counted there" },
	{ "${a} = 'no_answer'", "! it tells two kinds of silence on \"a\" apart" },
	{ "${a} = '' and ${a} != 'no_answer'",
	  "! it tells two kinds of silence on \"a\" apart" },
	{ "${a} = 'x", "! a quote or a brace in it is never closed" },
	{ "${a = 'x'", "! a quote or a brace in it is never closed" },
	{ "(${a} = 'x'", "! a bracket in it is never closed" },
	{ "not(${a} = 'x'", "! a bracket in it is never closed" },
	{ "${a} = 'x')", "! something in it does not belong together" },
	{ "${a} = 'x' ${a} = 'y'", "! something in it does not belong together" },
	{ "${a} = 'x' and", "! something is missing in it" },
	{ "${a} =", "! something is missing in it" },
	{ "and ${a} = 'x'", "! the word \"and\" has no meaning here" },
	{ "${a} = x", "! the word \"x\" has no meaning here" },
	{ "${a} = 'x' AND ${a} = 'y'", "! something in it does not belong together" },
	{ "${a} \xe2\x89\xa5 3", "! there is a sign in it that has no meaning here" },
	{ "!selected(${b}, 'x')", "! there is a sign in it that has no meaning here" },
};

/* ---- limits ------------------------------------------------------------------------------ */

static void
constraints(void)
{
	static const struct {
		const char *expression;
		bool good;
		struct xpath_limits limits;
	} rows[] = {
		{ ". >= 0 and . <= 99",
		  true,
		  { .has_low = true, .has_high = true, .high = 99 } },
		{ ".>=0 and .<=99",
		  true,
		  { .has_low = true, .has_high = true, .high = 99 } },
		{ "(. > 0) and (100 > .)",
		  true,
		  { .has_low = true, .has_high = true, .low = 1, .high = 99 } },
		{ ". > 0", true, { .has_low = true, .low = 1 } },
		{ ". <= '9'", true, { .has_high = true, .high = 9 } },
		{ ". = 5",
		  true,
		  { .has_low = true, .has_high = true, .low = 5, .high = 5 } },
		{ ". > 0 and . > 3 and . < 9",
		  true,
		  { .has_low = true, .has_high = true, .low = 4, .high = 8 } },
		{ ". >= -3", true, { .has_low = true, .low = -3 } },
		{ "count-selected(.) <= 3", true, { .at_most = 3 } },
		{ "count-selected(.) >= 1 and count-selected( . ) < 4",
		  true,
		  { .at_least = 1, .at_most = 3 } },
		{ "2 = count-selected(.)", true, { .at_least = 2, .at_most = 2 } },
		{ "not(selected(., 'no_answer') and count-selected(.) > 1)",
		  true,
		  { 0 } },
		{ "(count-selected(.) >= 2 or selected(., 'no_answer')) and "
		  "count-selected(.) <= 3 and "
		  "not(selected(., 'no_answer') and count-selected(.) > 1)",
		  true,
		  { .at_least = 2, .at_most = 3 } },
		{ "not(selected(., 'no_answer') and count-selected(.) > 2)",
		  false,
		  { 0 } },
		{ "count-selected(.) >= 2 or selected(., 'x')", false, { 0 } },
		{ ". >= 2 and not(selected(., 'no_answer') and count-selected(.) > 1)",
		  false,
		  { 0 } },
		{ "string-length(.) <= 100", true, { .up_to = 100 } },
		{ "0 < string-length(.) and string-length(.) < 100",
		  true,
		  { .up_to = 99 } },
		{ "string-length(.) >= 2 and string-length(.) <= 9", false, { 0 } },
		{ "string-length(.) > 0", false, { 0 } },
		{ "string-length(.) < 1", false, { 0 } },
		{ "string-length(.) <= 9 and . > 3", false, { 0 } },
		{ "string-length(${a}) <= 9", false, { 0 } },
		{ "not(count-selected(.) > 3)", true, { .at_most = 3 } },
		{ ". >= 0 or . <= 99", false, { 0 } },
		{ ". != 5", false, { 0 } },
		{ ". > 9 and . < 3", false, { 0 } },
		{ "count-selected(.) = 0", false, { 0 } },
		{ "count-selected(.) > 1 and . < 3", false, { 0 } },
		{ ". >= 0.5", false, { 0 } },
		{ "not(. < 3)", false, { 0 } },
		{ "regex(., '^[0-9]+$')", false, { 0 } },
		{ ". <= today()", false, { 0 } },
		{ ". < ${n}", false, { 0 } },
		{ "${n} < 3", false, { 0 } },
		{ ". < 3 and", false, { 0 } },
		{ "", false, { 0 } },
	};
	struct arena *a = arena_new(0);
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct xpath_limits got = { .low = 77 }, untouched = got;
		bool good = xpath_constraint(rows[i].expression, &got, a);
		const struct xpath_limits *want =
			rows[i].good ? &rows[i].limits : &untouched;

		ok(good == rows[i].good && got.has_low == want->has_low &&
			   got.has_high == want->has_high && got.low == want->low &&
			   got.high == want->high && got.at_least == want->at_least &&
			   got.at_most == want->at_most && got.up_to == want->up_to &&
			   !got.alone_count,
		   "limits: %s", rows[i].expression);
	}
	arena_free(a);
}

/* What is chosen only on its own, in the ways in which people write it. */
static void
alone_codes(void)
{
	static const struct {
		const char *expression, *codes; /* NULL: it says something else */
		unsigned at_least, at_most;
	} rows[] = {
		{ "not(selected(., 'x') and count-selected(.) > 1)", "x ", 0, 0 },
		{ "not(selected(.,'x') and count-selected(.)>1)", "x ", 0, 0 },
		{ "not(selected(., 'x') and count-selected(.) != 1)", "x ", 0, 0 },
		{ "if(selected(.,'x'), count-selected(.)=1, true())", "x ", 0, 0 },
		{ "if(not(selected(.,'x')), true(), count-selected(.) < 2)", "x ", 0, 0 },
		{ "(selected(., 'x') and count-selected(.)=1) or not(selected(., 'x'))",
		  "x ", 0, 0 },
		{ "not(selected(., 'x')) or count-selected(.) = 1", "x ", 0, 0 },
		{ "not(selected(., 'x')) or . = 'x'", "x ", 0, 0 },
		{ ". = 'x' or not(selected(., 'x'))", "x ", 0, 0 },
		{ "not(selected(., 99) and count-selected(.) > 1)", "99 ", 0, 0 },
		{ "not(selected(., 'x') and count-selected(.) > 1) and "
		  "not(selected(., 'y') and count-selected(.) > 1)",
		  "x y ", 0, 0 },
		{ "not((selected(., 'x') or selected(., 'y')) and count-selected(.) > 1)",
		  "x y ", 0, 0 },
		{ "not(selected(., 'x') and count-selected(.) > 1) and "
		  "count-selected(.) <= 3",
		  "x ", 0, 3 },
		{ "if(selected(.,'x'), count-selected(.)=1, count-selected(.)>=2)", "x ",
		  2, 0 },
		{ "(count-selected(.) >= 2 or selected(., 'no_answer') or "
		  "selected(., 'x')) and not(selected(., 'x') and count-selected(.) > 1) "
		  "and not(selected(., 'no_answer') and count-selected(.) > 1)",
		  "x ", 2, 0 },
		{ "not(selected(., 'x') and count-selected(.) > 2)", NULL, 0, 0 },
		{ "not(selected(., 'x'))", NULL, 0, 0 },
		{ "selected(., 'x')", NULL, 0, 0 },
		{ "not(selected(., 'x') and selected(., 'y'))", NULL, 0, 0 },
		{ "count-selected(.) >= 2 and "
		  "not(selected(., 'x') and count-selected(.) > 1)",
		  NULL, 0, 0 },
		{ "not(selected(${b}, 'x') and count-selected(.) > 1)", NULL, 0, 0 },
		{ "if(selected(.,'x'), count-selected(.)=1, ${b} = 'y')", NULL, 0, 0 },
		{ "not(selected(., '') and count-selected(.) > 1)", NULL, 0, 0 },
		{ "not((selected(.,'a') or selected(.,'b') or selected(.,'c') or "
		  "selected(.,'d') or selected(.,'e') or selected(.,'f')) and "
		  "count-selected(.) > 1)",
		  NULL, 0, 0 },
	};
	struct arena *a = arena_new(0);
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct xpath_limits got = { 0 };
		bool good = xpath_constraint(rows[i].expression, &got, a);
		const char *codes = "";

		for (k = 0; k < got.alone_count; k++)
			codes = arena_printf(a, "%s%s ", codes, got.alone[k]);
		is_str(good ? codes : NULL, rows[i].codes, "alone: %s",
		       rows[i].expression);
		ok(got.at_least == rows[i].at_least && got.at_most == rows[i].at_most,
		   "and how many");
	}
	arena_free(a);
}

int
main(void)
{
	rows_are(said, ARRAY_LEN(said));
	rows_are(unsaid, ARRAY_LEN(unsaid));
	constraints();
	alone_codes();
	return tap_done();
}
