/*
 * What phones post becomes one record, and comes back from it; whatever is not such a record is
 * refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/live/room.h"

#define TEN    "aaaaaaaaaa"
#define FORTY  TEN TEN TEN TEN
#define TWO_80 FORTY FORTY FORTY FORTY FORTY FORTY FORTY
#define LEEK   "%F0%9F%A5%AC" /* four bytes, one character */
#define LEEKS  LEEK LEEK LEEK LEEK LEEK LEEK LEEK LEEK LEEK LEEK
#define FAMILY LEEKS LEEKS LEEKS LEEKS LEEKS LEEKS LEEKS

static const struct idea_choice ideas[] = {
	{ 0x00000000000000a1, "one" },
	{ 0x00000000000000b2, "two" },
	{ 0x80000000000000c3, "three" },
	{ 0x00000000000000d4, "four" },
};
#define A "dot=00000000000000a1"
#define B "dot=00000000000000b2"
#define C "dot=80000000000000c3"

/* "kind: what" of one, for comparing. */
static const char *
words_of(const struct contribution *c, struct arena *a)
{
	const char *out = "";

	if (c->empty)
		return arena_printf(a, "%u empty", c->turn);
	if (c->kind == STEP_WORDS || c->kind == STEP_NOTES)
		return arena_printf(a, "%u \"%s\"", c->turn, c->text);
	if (c->kind == STEP_VOTES || c->kind == STEP_WARM_UP)
		return arena_printf(a, "%u %u", c->turn, c->choice);
	for (unsigned i = 0; c->kind == STEP_SCORECARD && i < c->statement_count; i++)
		out = arena_printf(a, "%s%u", out, c->marks[i]);
	for (unsigned i = 0; c->kind == STEP_DOTS && i < c->dot_count; i++)
		out = arena_printf(a, "%s%s%llx", out, i ? "," : "",
				   (unsigned long long)c->dots[i]);
	return arena_printf(a, "%u %s", c->turn, out);
}

static const struct {
	unsigned step;
	const char *body;
	enum contribution_fault fault;
	const char *field, *want;
} rows[] = {
	{ WORDS, "words=support", 0, NULL, "0 \"support\"" },
	{ WORDS, "words=+Two%09+words%0D%0A", 0, NULL, "0 \"Two words\"" },
	{ WORDS, "words=one+two+three", 0, NULL, "0 \"one two three\"" },
	{ WORDS, "words=one+two+three+four", CONTRIBUTION_LONG, "words",
	  "0 \"one two three four\"" },
	{ WORDS, "words=" FORTY, 0, NULL, "0 \"" FORTY "\"" },
	{ WORDS, "words=" FORTY "a", CONTRIBUTION_LONG, "words", "0 \"" FORTY "a\"" },
	{ WORDS, "words=++%0A", CONTRIBUTION_NOTHING, "words", "0 empty" },
	{ WORDS, "", CONTRIBUTION_NOTHING, "words", "0 empty" },
	/* e and a combining accent are one character; what nobody can see goes */
	{ WORDS, "words=cafe%CC%81", 0, NULL, "0 \"caf\xc3\xa9\"" },
	/* and what can be seen stays as it was typed */
	{ WORDS, "words=%C2%BD+%E2%84%A2", 0, NULL, "0 \"\xc2\xbd \xe2\x84\xa2\"" },
	{ WORDS, "words=a%E2%80%8Bb%E2%80%AEc", 0, NULL, "0 \"abc\"" },
	{ WORDS, "words=a%C2%A0%E3%80%80b", 0, NULL, "0 \"a b\"" },
	{ NOTES, "note=Fine", 0, NULL, "0 \"Fine\";1 empty;2 empty" },
	{ NOTES, "note=a&note_2=b&note_3=c", 0, NULL, "0 \"a\";1 \"b\";2 \"c\"" },
	{ NOTES, "note=&note_2=&note_3=c", 0, NULL, "0 \"c\";1 empty;2 empty" },
	{ NOTES, "note=+a++b+%0D%0A%0D%0A%0D%0A+c+", 0, NULL,
	  "0 \"a b\n\nc\";1 empty;2 empty" },
	{ NOTES, "note=" TWO_80, 0, NULL, "0 \"" TWO_80 "\";1 empty;2 empty" },
	{ NOTES, "note=x&note_2=" TWO_80 "a&note_3=" TWO_80 "b", CONTRIBUTION_LONG,
	  "note_2", "0 \"x\";1 \"" TWO_80 "a\";2 \"" TWO_80 "b\"" },
	{ NOTES, "note=&note_2=+", CONTRIBUTION_NOTHING, "note",
	  "0 empty;1 empty;2 empty" },
	{ VOTES, "vote=3", 0, NULL, "0 2" },
	{ VOTES, "vote=4", CONTRIBUTION_UNKNOWN, "vote", "0 0" },
	{ VOTES, "vote=", CONTRIBUTION_NOTHING, "vote", "0 empty" },
	{ WARM, "vote=no", 0, NULL, "0 1" },
	{ WARM, "vote=No", CONTRIBUTION_UNKNOWN, "vote", "0 0" },
	{ CARD, "s_same_care=1&s_kept_in=3", 0, NULL, "0 13" },
	{ CARD, "s_kept_in=2", 0, NULL, "0 02" },
	{ CARD, "s_same_care=2&s_kept_in=9", CONTRIBUTION_UNKNOWN, "s_kept_in", "0 20" },
	{ CARD, "s_other=1", CONTRIBUTION_NOTHING, "s_same_care", "0 empty" },
	{ DOTS, B "&" A, 0, NULL, "0 a1,b2" },
	{ DOTS, C "&" A "&" C, 0, NULL, "0 a1,80000000000000c3" },
	{ DOTS, A "&" B "&" C, CONTRIBUTION_MANY, "dot", "0 a1,b2" },
	{ DOTS, A "&dot=a1", CONTRIBUTION_UNKNOWN, "dot", "0 a1" },
	{ DOTS, "dot=", CONTRIBUTION_NOTHING, "dot", "0 empty" },
};

static void
back(const struct step *s, const struct contribution *c, struct arena *a)
{
	struct contribution again, want = *c;
	SCOPED(buf) out = { 0 };

	want.turn = c->turn != 0;
	contribution_write(c, &out);
	ok(out.len <= contribution_most(), "%zu bytes fit a record", out.len);
	ok(contribution_parse(out.data, out.len, s, &again, a), "and it is read");
	is_str(words_of(&again, a), words_of(&want, a), "as it was");
}

static void
read_all(const struct agenda *agenda, struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct step *s = agenda_step(agenda, rows[i].step);
		struct pairs fields = posted(rows[i].body, a);
		struct contribution out[NOTES_EACH];
		const char *field = "?", *got = "";
		enum contribution_fault fault;
		unsigned count = 99;

		fault = contribution_read(agenda, s, ideas, ARRAY_LEN(ideas), &fields,
					  out, &count, &field, a);
		for (unsigned k = 0; k < count; k++)
			got = arena_printf(a, "%s%s%s", got, k ? ";" : "",
					   words_of(&out[k], a));
		is_int(fault, rows[i].fault, "%s: %.60s", step_rows[s->kind].name,
		       rows[i].body);
		is_str(field, rows[i].field, "the field");
		is_str(got, rows[i].want, "what was typed");
		for (unsigned k = 0; !fault && k < count; k++)
			back(s, &out[k], a);
	}
}

/* 280 characters are characters, however many bytes they need. */
static void
characters(const struct agenda *agenda, struct arena *a)
{
	const struct step *s = agenda_step(agenda, NOTES);
	struct pairs fields = posted("note=" FAMILY FAMILY FAMILY FAMILY, a);
	struct contribution out[NOTES_EACH];
	const char *field;
	unsigned count;
	SCOPED(buf) bytes = { 0 };

	is_int(contribution_read(agenda, s, NULL, 0, &fields, out, &count, &field, a),
	       CONTRIBUTION_OK, "280 characters of four bytes");
	contribution_write(&out[0], &bytes);
	is_int((long long)bytes.len, (long long)contribution_most(),
	       "are the longest record");
	back(s, &out[0], a);
	fields = posted("note=" FAMILY FAMILY FAMILY FAMILY LEEK, a);
	is_int(contribution_read(agenda, s, NULL, 0, &fields, out, &count, &field, a),
	       CONTRIBUTION_LONG, "and one more is too long");
}

/* With the key nobody tells a phone's second note from its third. */
static void
further(const struct agenda *agenda, struct arena *a)
{
	const struct step *s = agenda_step(agenda, NOTES);
	struct pairs fields = posted("note=x&note_2=y&note_3=y", a);
	struct contribution out[NOTES_EACH];
	const char *field;
	unsigned count;
	SCOPED(buf) two = { 0 };
	SCOPED(buf) three = { 0 };

	is_int(contribution_read(agenda, s, NULL, 0, &fields, out, &count, &field, a),
	       CONTRIBUTION_OK, "three notes");
	contribution_write(&out[1], &two);
	contribution_write(&out[2], &three);
	ok(two.len == three.len && !memcmp(two.data, three.data, two.len),
	   "the second and the third are alike in all but their words");
}

/* In steps without phones nothing is taken. */
static void
nothing(const struct agenda *agenda, struct arena *a)
{
	struct pairs fields = posted("note=x&vote=1", a);
	struct contribution out[NOTES_EACH];
	const char *field = "?";
	unsigned count = 99;

	for (unsigned i = 1; i <= agenda->count; i++) {
		const struct step *s = agenda_step(agenda, i);

		if (step_rows[s->kind].phones)
			continue;
		is_int(contribution_read(agenda, s, NULL, 0, &fields, out, &count, &field,
					 a),
		       CONTRIBUTION_NOTHING, "%s takes nothing", step_rows[s->kind].name);
		is_int(count, 0, "of nobody");
		ok(!contribution_parse("\1\0\0\1", 4, s, &out[0], a), "nor any record");
	}
}

/* Bytes that are no record of a step: version, kind, turn, empty, and so on. */
#define NO(step, why, bytes)                        \
	{                                           \
		step, why, bytes, sizeof(bytes) - 1 \
	}
static const struct {
	unsigned step;
	const char *why, *bytes;
	size_t len;
} wrong[] = {
	NO(VOTES, "nothing", ""),
	NO(VOTES, "cut short", "\1\4\0\0"),
	NO(VOTES, "a byte too many", "\1\4\0\0\1x"),
	NO(VOTES, "another version", "\2\4\0\0\1"),
	NO(VOTES, "another kind", "\1\1\0\0\1"),
	NO(VOTES, "a second turn", "\1\4\1\0\1"),
	NO(VOTES, "neither empty nor not", "\1\4\0\2\1"),
	NO(VOTES, "empty, and more", "\1\4\0\1\1"),
	NO(VOTES, "an option that there is not", "\1\4\0\0\3"),
	NO(WORDS, "no words", "\1\2\0\0\0\0"),
	NO(WORDS, "cut short", "\1\2\0\0\5\0ab"),
	NO(WORDS, "no UTF-8", "\1\2\0\0\1\0\xff"),
	NO(WORDS, "a zero", "\1\2\0\0\1\0\0"),
	NO(WORDS, "a blank before", "\1\2\0\0\2\0 a"),
	NO(WORDS, "two blanks", "\1\2\0\0\4\0a  b"),
	NO(WORDS, "a line end", "\1\2\0\0\3\0a\nb"),
	NO(WORDS, "an accent apart", "\1\2\0\0\3\0e\xcc\x81"),
	NO(WORDS, "a sign that turns words round",
	   "\1\2\0\0\5\0a\xe2\x80\xae"
	   "b"),
	NO(WORDS, "four words", "\1\2\0\0\7\0a b c d"),
	NO(NOTES, "which further note it is", "\1\3\2\0\1\0a"),
	NO(NOTES, "a carriage return", "\1\3\0\0\4\0a\r\nb"),
	NO(CARD, "one statement of two", "\1\5\0\0\1\1"),
	NO(CARD, "a mark that there is not", "\1\5\0\0\2\1\4"),
	NO(CARD, "all passed", "\1\5\0\0\2\0\0"),
	NO(DOTS, "no dot", "\1\7\0\0\0"),
	NO(DOTS, "cut short", "\1\7\0\0\1\1\0\0\0"),
	NO(DOTS, "the same twice", "\1\7\0\0\2\1\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0"),
	NO(DOTS, "in another order", "\1\7\0\0\2\2\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0"),
	NO(DOTS, "three of two",
	   "\1\7\0\0\3\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0"),
};

static void
refused(const struct agenda *agenda, struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct contribution out = { .turn = 77 };

		ok(!contribution_parse(wrong[i].bytes, wrong[i].len,
				       agenda_step(agenda, wrong[i].step), &out, a) &&
			   out.turn == 77,
		   "%s: %s is refused, and nothing given",
		   step_rows[agenda_step(agenda, wrong[i].step)->kind].name,
		   wrong[i].why);
	}
}

/* Each of the bytes above is wrong for what it is called, and not for another reason. */
static void
right(const struct agenda *agenda, struct arena *a)
{
	struct contribution out;

	ok(contribution_parse("\1\4\0\0\1", 5, agenda_step(agenda, VOTES), &out, a) &&
		   out.choice == 1,
	   "a vote is read");
	ok(contribution_parse("\1\4\0\1", 4, agenda_step(agenda, VOTES), &out, a) &&
		   out.empty,
	   "one that was taken back too");
	ok(contribution_parse("\1\2\0\0\3\0a b", 9, agenda_step(agenda, WORDS), &out, a),
	   "words are read");
	ok(contribution_parse("\1\5\0\0\2\1\0", 7, agenda_step(agenda, CARD), &out, a),
	   "a scorecard is read");
	ok(contribution_parse("\1\7\0\0\1\1\0\0\0\0\0\0\0", 13, agenda_step(agenda, DOTS),
			      &out, a),
	   "dots are read");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct agenda *agenda = agenda_try(a);

	read_all(agenda, a);
	characters(agenda, a);
	nothing(agenda, a);
	further(agenda, a);
	refused(agenda, a);
	right(agenda, a);
	arena_free(a);
	return tap_done();
}
