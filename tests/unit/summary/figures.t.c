/*
 * Figures and their checks: surveys drawn at random, whose releases are fed back as earlier ones;
 * every one of their counts made wrong by one; sizes that are refused before memory is asked for;
 * releases written and read again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"

#include "summary/figures.h"

/* ---- surveys drawn at random ------------------------------------------------------- */

enum { PEOPLE = 420, WAVES = 4, KEYS = 4, OPTIONS = 3 };

struct person { /* an answer is a key, or KEYS: left out */
	unsigned group, one;
	bool answered, yes[OPTIONS];
};

struct survey {
	struct person people[PEOPLE];
	size_t groups, ones, count;
	struct buf earlier;
	unsigned releases;
};

static void
survey_draw(struct survey *s, struct dice *d)
{
	s->groups = 2 + dice_below(d, KEYS - 1);
	s->ones = 2 + dice_below(d, KEYS - 1);
	s->releases = 0;
	buf_clear(&s->earlier);
	for (size_t i = 0; i < PEOPLE; i++) {
		struct person *p = &s->people[i];

		p->group = dice_below(d, 30) ? dice_below(d, (uint32_t)s->groups) : KEYS;
		p->one = dice_below(d, 12) ? dice_below(d, (uint32_t)s->ones) : KEYS;
		p->answered = dice_below(d, 10) > 0;
		for (size_t o = 0; o < OPTIONS; o++)
			p->yes[o] = p->answered && dice_below(d, (uint32_t)(2 + o));
	}
}

static const char *
key_name(unsigned key, char letter)
{
	static char name[2][3];
	static unsigned turn;

	turn = !turn;
	snprintf(name[turn], sizeof(name[turn]), "%c%u", letter, key);
	return key == KEYS ? "-" : name[turn];
}

static size_t
one_count(const struct survey *s, unsigned one, unsigned group)
{
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		n += s->people[i].one == one && s->people[i].group == group;
	return n;
}

/* option: who said yes; OPTIONS: who did not answer; one more: who did. */
static size_t
any_count(const struct survey *s, unsigned option)
{
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct person *p = &s->people[i];

		n += option < OPTIONS ? p->yes[option]
				      : p->answered == (option > OPTIONS);
	}
	return n;
}

/* wrong: which number is one too large, counted from 0; SIZE_MAX: none. */
static void
put_count(struct buf *b, const char *key, size_t count, size_t *wrong)
{
	buf_printf(b, "\"%s\": %zu, ", key, count + ((*wrong)-- == 0));
}

static void
put_end(struct buf *b)
{
	b->len -= 2; /* the comma */
	buf_puts(b, "}");
}

static void
put_crossed(struct buf *b, const struct survey *s, bool turned, size_t *wrong)
{
	size_t rows = turned ? s->groups : s->ones,
	       columns = turned ? s->ones : s->groups;

	for (unsigned r = 0; r <= rows; r++) {
		unsigned row = r < rows ? r : KEYS;

		buf_printf(b, "%s\"%s\": {", r ? ", " : "",
			   key_name(row, turned ? 'g' : 'k'));
		for (unsigned c = 0; c <= columns; c++) {
			unsigned column = c < columns ? c : KEYS;

			put_count(b, key_name(column, turned ? 'k' : 'g'),
				  turned ? one_count(s, column, row)
					 : one_count(s, row, column),
				  wrong);
		}
		put_end(b);
	}
	buf_puts(b, "}");
}

/* The tables' numbers; head: with what else a plan says of them. */
static void
put_tables(struct buf *b, const struct survey *s, bool head, size_t wrong)
{
	buf_printf(b, "{\"id\": \"one\", %s\"counts\": {",
		   head ? "\"rows\": \"k\", \"by\": \"g\", \"kind\": \"one\", " : "");
	put_crossed(b, s, false, &wrong);
	buf_printf(b, "}, {\"id\": \"any\", %s",
		   head ? "\"rows\": \"o\", \"kind\": \"any\", " : "");
	buf_printf(b, "\"answered\": %zu, \"counts\": {",
		   any_count(s, OPTIONS + 1) + (wrong-- == 0));
	for (unsigned o = 0; o <= OPTIONS; o++)
		put_count(b, o < OPTIONS ? key_name(o, 'o') : "-", any_count(s, o),
			  &wrong);
	put_end(b);
	buf_printf(b, "}, {\"id\": \"turned\", %s\"counts\": {",
		   head ? "\"rows\": \"g\", \"by\": \"k\", \"kind\": \"one\", " : "");
	put_crossed(b, s, true, &wrong);
	buf_puts(b, "}");
}

static void
put_keys(struct buf *b, char letter, size_t count, const char *more)
{
	buf_printf(b, "\"%c\": {\"keys\": [", letter);
	for (unsigned k = 0; k < count; k++)
		buf_printf(b, "%s\"%s\"", k ? ", " : "", key_name(k, letter));
	buf_printf(b, "]%s}", more);
}

static void
put_plan(struct buf *b, const struct survey *s, size_t wrong)
{
	buf_clear(b);
	buf_printf(b,
		   "{\"canvass\": \"disclose 1\", \"responses\": %zu, \"variables\": {",
		   s->count);
	put_keys(b, 'k', s->ones, ", \"merged\": {\"low\": [\"k0\", \"k1\"]}");
	buf_puts(b, ", ");
	put_keys(b, 'g', s->groups, ", \"fallback\": {\"rest\": [\"g1\", \"g0\"]}");
	buf_puts(b, ", ");
	put_keys(b, 'o', OPTIONS, "");
	buf_puts(b, "}, \"tables\": [");
	put_tables(b, s, true, wrong);
	buf_printf(b, "], \"earlier\": [%s]}", s->earlier.len ? s->earlier.data : "");
}

static void
keep_release(struct survey *s, const struct disclosed *d, const struct figures *f)
{
	buf_printf(&s->earlier, "%s{\"responses\": %zu, \"tables\": [",
		   s->releases++ ? ", " : "", s->count);
	put_tables(&s->earlier, s, false, SIZE_MAX);
	buf_puts(&s->earlier, "], \"published\": ");
	disclosed_write(d, f, false, &s->earlier);
	buf_putc(&s->earlier, '}');
}

/* Every number of the plan, one too large: each has to be found. */
static void
each_wrong(const struct survey *s, unsigned which)
{
	size_t cells = 2 * (s->ones + 1) * (s->groups + 1) + 1 + OPTIONS + 1, refused = 0;
	size_t free_cells = 0;
	SCOPED(buf) plan = { 0 };

	for (size_t i = 0; i < cells; i++) {
		struct arena *a = arena_new(0);
		struct err err = { .code = ERR_NONE };
		size_t any = (s->ones + 1) * (s->groups + 1) + 1;

		put_plan(&plan, s, i);
		/* One more yes is another plan, which may well be right: how many said yes to an
		 * option stands nowhere else. */
		if (i >= any && i < any + OPTIONS)
			free_cells++;
		else
			refused += !figures_read(plan.data, plan.len, a, &err) &&
				   (str_starts(err.text, "D02: ") ||
				    str_starts(err.text, "D03: "));
		arena_free(a);
	}
	is_int((long long)(refused + free_cells), (long long)cells,
	       "survey %u: any number that is one too large is found", which);
}

static void
wave_run(struct survey *s, unsigned which, unsigned wave, bool *held)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct figures *f;
	struct disclosed *d;
	SCOPED(buf) plan = { 0 };

	put_plan(&plan, s, SIZE_MAX);
	f = figures_read(plan.data, plan.len, a, &err);
	if (!ok(f != NULL, "survey %u, release %u of %zu: its figures are right", which,
		wave + 1, s->count)) {
		note("%s", err.text);
	} else {
		ok(figures_check(f, NULL), "and right when they are checked again");
		d = disclose(f, NULL, a);
		*held = *held || d->responses_held;
		keep_release(s, d, f);
	}
	arena_free(a);
}

/* Also with releases that differ by a few people, and by none: all that was published fits. */
static void
surveys_random(void)
{
	static struct survey s;
	bool held = false;
	struct dice d;

	buf_init(&s.earlier, 0);
	for (unsigned i = 0; i < 12; i++) {
		dice_seed(&d, 400 + i);
		survey_draw(&s, &d);
		s.count = dice_below(&d, 120);
		for (unsigned wave = 0; wave < WAVES; wave++) {
			wave_run(&s, i, wave, &held);
			if (wave == 1)
				each_wrong(&s, i);
			s.count += wave == 2 ? dice_below(&d, 10) : dice_below(&d, 100);
		}
	}
	ok(held, "some of them were held");
	buf_free(&s.earlier);
}

/* ---- sizes -------------------------------------------------------------------------- */

static void
refused(const struct buf *plan, const char *with, const char *words)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct figures *f = figures_read(plan->data, plan->len, a, &err);

	ok(!f && str_starts(err.text, with), "%s: %s", words, with);
	if (!str_starts(err.text, with))
		note("it said: %s", f ? "nothing" : err.text);
	arena_free(a);
}

/* A table of so many rows and columns, nobody in it. */
static void
put_wide(struct buf *b, unsigned rows, unsigned columns)
{
	buf_clear(b);
	buf_puts(b, "{\"canvass\": \"disclose 1\", \"responses\": 0, \"variables\": {"
		    "\"r\": {\"keys\": [\"0\"");
	for (unsigned i = 1; i < rows; i++)
		buf_printf(b, ", \"%u\"", i);
	buf_puts(b, "]}, \"c\": {\"keys\": [\"0\"");
	for (unsigned i = 1; i < columns; i++)
		buf_printf(b, ", \"%u\"", i);
	buf_puts(b, "]}}, \"tables\": [{\"id\": \"t\", \"rows\": \"r\", \"by\": \"c\", "
		    "\"kind\": \"one\", \"counts\": {}}]");
}

static void
sizes(void)
{
	static const struct {
		unsigned rows, columns;
		bool good;
	} wide[] = { { 200, 200, false },
		     { 141, 141, false },
		     { 140, 140, true },
		     { 9998, 2, false },
		     { 6665, 2, true } };
	struct arena *a = arena_new(0);
	SCOPED(buf) b = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
		put_wide(&b, wide[i].rows, wide[i].columns);
		buf_putc(&b, '}');
		if (wide[i].good)
			ok(figures_read(b.data, b.len, a, NULL) != NULL, "%u x %u: fits",
			   wide[i].rows, wide[i].columns);
		else
			refused(&b, "D08: table \"t\" ", "a large table");
	}
	put_wide(&b, 2, 2);
	buf_puts(&b, ", \"earlier\": [");
	for (unsigned i = 0; i <= FIGURES_EARLIER_MOST; i++)
		buf_printf(&b, "%s{}", i ? "," : "");
	buf_puts(&b, "]}");
	refused(&b, "D08: over 500 earlier releases", "many releases");
	put_wide(&b, 20001, 2);
	buf_putc(&b, '}');
	refused(&b, "D08: variable \"r\": over 20000 keys", "many keys");
	buf_clear(&b);
	buf_putc(&b, '[');
	for (unsigned i = 0; i < 2000000; i++)
		buf_puts(&b, "0,");
	buf_puts(&b, "0]");
	refused(&b, "D08: over 2000000 values", "many numbers");
	buf_clear(&b);
	for (unsigned i = 0; i < 40; i++)
		buf_puts(&b, "[");
	refused(&b, "D01: JSON nested deeper than 32", "a deep one");
	arena_free(a);
}

static void
names_long(void)
{
	SCOPED(buf) b = { 0 };

	for (unsigned len = NAME_MOST; len <= NAME_MOST + 1; len++) {
		buf_clear(&b);
		buf_puts(&b,
			 "{\"canvass\": \"disclose 1\", \"responses\": 1, \"variables\": "
			 "{\"v\": {\"keys\": [\"a\", \"");
		for (unsigned i = 0; i < len / 2; i++)
			buf_puts(&b, "\xc3\xa9");
		buf_puts(&b, len % 2 ? "x\"" : "\"");
		buf_puts(&b,
			 "]}}, \"tables\": [{\"id\": \"t\", \"rows\": \"v\", \"kind\": "
			 "\"one\", \"counts\": {}}]}");
		refused(&b,
			len > NAME_MOST
				? "D01: variable \"v\": the name \""
				: "D02: table \"t\": its counts sum to 0, but there are 1",
			"a long name");
	}
}

/* ---- writing and reading ------------------------------------------------------------- */

static const char *const answers[] = { "yes", "no", "caf\xc3\xa9 \"x\"" };
static const uint16_t last_two[] = { 1, 2 };
static const struct category_group folds[] = { { "rest", last_two, 2 } };
static const struct variable variables[] = {
	{ .id = "q", .keys = answers, .key_count = 3, .merges = folds, .merge_count = 1 },
	{ .id = "g", .keys = answers, .key_count = 3, .folds = folds, .fold_count = 1 },
};
static const struct figure_table tables[] = {
	{ .id = "q-by-g", .rows = 0, .by = 1, .kind = TABLE_ONE },
	{ .id = "q", .rows = 0, .by = -1, .kind = TABLE_ONE },
};
static const struct figures made = {
	.variables = variables, .variable_count = 2, .tables = tables, .table_count = 2
};

/* A release that has everything a release can have. */
static struct disclosed *
release_make(struct arena *a)
{
	static const uint16_t first[] = { 0 };
	static struct printed_line rows[] = {
		{ .key = "*" },
		{ .key = "yes", .of = first, .of_count = 1 },
		{ .key = "rest", .of = last_two, .of_count = 2, .merged = true },
	};
	static struct printed_line columns[] = {
		{ .key = "yes", .of = first, .of_count = 1, .held = 2 },
		{ .key = "rest", .of = last_two, .of_count = 2, .merged = true },
		{ .key = "*", .held = 1 },
	};
	static struct printed_cell cells[] = {
		{ 60, -1, MARK_NONE }, { 25, -1, MARK_NONE }, { 85, -1, MARK_NONE },
		{ 45, 75, MARK_NONE }, { -1, -1, MARK_CU },   { 55, 65, MARK_NONE },
		{ -1, -1, MARK_C },    { -1, -1, MARK_Z },    { 25, 30, MARK_U },
	};
	struct disclosed *d = arena_one(a, struct disclosed);

	*d = (struct disclosed){
		.release = 3, .policy = policy_make(10), .responses = 95, .table_count = 2
	};
	d->policy.strict = d->policy.rehearsal = true;
	d->tables = arena_array(a, struct printed_table, 2);
	d->tables[0] = (struct printed_table){ .level = LEVEL_MERGED,
					       .passed = { { LEVEL_FULL, "held" } },
					       .passed_count = 1,
					       .rows = rows,
					       .row_count = 3,
					       .columns = columns,
					       .column_count = 3,
					       .cells = cells };
	d->tables[1] = (struct printed_table){ .level = LEVEL_NOTHING,
					       .passed = { { LEVEL_FULL, "audit" },
							   { LEVEL_MERGED, "strict" },
							   { LEVEL_TOTAL, "audit" } },
					       .passed_count = 3 };
	return d;
}

static bool
lines_equal(const struct printed_line *a, const struct printed_line *b)
{
	return str_same(a->key, b->key) && a->of_count == b->of_count &&
	       a->merged == b->merged && a->held == b->held && !a->of == !b->of &&
	       (!a->of || !memcmp(a->of, b->of, a->of_count * sizeof(*a->of)));
}

static bool
tables_equal(const struct printed_table *a, const struct printed_table *b)
{
	bool same = a->level == b->level && a->passed_count == b->passed_count &&
		    a->row_count == b->row_count && a->column_count == b->column_count;

	for (size_t i = 0; same && i < a->passed_count; i++)
		same = a->passed[i].level == b->passed[i].level &&
		       str_same(a->passed[i].why, b->passed[i].why);
	for (size_t i = 0; same && i < a->row_count; i++)
		same = lines_equal(&a->rows[i], &b->rows[i]);
	for (size_t i = 0; same && i < a->column_count; i++)
		same = lines_equal(&a->columns[i], &b->columns[i]);
	for (size_t i = 0; same && i < a->row_count * a->column_count; i++)
		same = a->cells[i].n == b->cells[i].n &&
		       a->cells[i].pct == b->cells[i].pct &&
		       a->cells[i].marker == b->cells[i].marker;
	return same;
}

static void
comes_back(bool lines)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct disclosed *d = release_make(a), *back;
	SCOPED(buf) b = { 0 };

	disclosed_write(d, &made, lines, &b);
	back = disclosed_read(json_parse(b.data, b.len, a, &err), &made, a, &err);
	if (!ok(back != NULL, "a release is read")) {
		note("%s", err.text);
		arena_free(a);
		return;
	}
	ok(back->release == 3 && back->responses == 95 && !back->responses_held &&
		   back->table_count == 2 && back->policy.strict &&
		   back->policy.rehearsal && back->policy.threshold == 10 &&
		   back->policy.rounding == 5 && back->policy.base == 20 &&
		   back->policy.whole == 30 && back->policy.increment == 10,
	   "with its head");
	ok(tables_equal(&d->tables[0], &back->tables[0]), "with all of a table");
	ok(tables_equal(&d->tables[1], &back->tables[1]),
	   "and of one that shows nothing");
	is_int(b.data[b.len - 1], lines ? '\n' : '}', "a line end ends lines alone");
	arena_free(a);
}

/* responses alone tells whether it was held: a fresh one has grown. */
static void
responses_held(void)
{
	struct arena *a = arena_new(0);
	struct disclosed first = { .release = 1,
				   .policy = policy_make(10),
				   .responses = 95 };
	struct disclosed second = { .release = 2,
				    .policy = policy_make(10),
				    .responses = -1 };
	struct figures_release earlier[] = { { .published = &first },
					     { .published = &second } };
	struct figures f = made;
	struct disclosed *d = release_make(a), *back;
	SCOPED(buf) b = { 0 };

	f.earlier = earlier;
	f.earlier_count = 2;
	for (int responses = 95; responses <= 100; responses += 5) {
		buf_clear(&b);
		d->responses = responses;
		disclosed_write(d, &f, false, &b);
		back = disclosed_read(json_parse(b.data, b.len, a, NULL), &f, a, NULL);
		is_int(back ? (int)back->responses_held : -1, responses == 95 ? 1 : 0,
		       "%d responses after 95", responses);
	}
	arena_free(a);
}

/* What is missing is at level nothing; members of other programs are passed over. */
static void
reads_less_and_more(void)
{
	static const char text[] =
		"{\"canvass\": \"disclosed 1\", \"release\": 1, \"responses\": null, "
		"\"labels\": 1, \"policy\": {\"threshold\": 10, \"rounding\": 5, \"base\": 20, "
		"\"whole\": 30, \"increment\": 10, \"colour\": \"red\"}, "
		"\"tables\": [{\"id\": \"q\", \"title\": \"Q\", "
		"\"level\": \"total\", \"passed\": [], \"held\": {}, \"rows\": [{\"key\": "
		"\"*\", \"label\": \"All\", \"cells\": [{\"key\": \"*\", \"n\": 40, \"pct\": null, "
		"\"marker\": \"\", \"note\": {}}]}]}]}";
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct disclosed *d =
		disclosed_read(json_parse(text, strlen(text), a, &err), &made, a, &err);

	ok(d && d->table_count == 2 && d->tables[0].level == LEVEL_NOTHING &&
		   !d->tables[0].row_count && d->tables[1].level == LEVEL_TOTAL &&
		   d->tables[1].cells[0].n == 40 && d->responses == -1,
	   "what is missing or unknown does no harm");
	if (!d)
		note("%s", err.text);
	arena_free(a);
}

/* ---- words ------------------------------------------------------------------------------ */

static void
words(void)
{
	struct err err = { .code = ERR_NONE };
	struct short_name room;

	is_str(name_short(&room, "short"), "short", "a short name stands as it is");
	is_str(name_short(&room,
			  "0123456789012345678901234567890123456789\xc3\xa9\xc3\xa9"),
	       "0123456789012345678901234567890123456789...",
	       "a long one is cut at a letter");
	ok(!figures_wrong(&err, "D02", "words %d", 3) && err.code == ERR_INPUT,
	   "wrong is wrong");
	is_str(err.text, "D02: words 3", "with its code first");
	ok(!figures_within(&err, "release %d", 7), "and wrong within");
	is_str(err.text, "D02: release 7: words 3", "with its code first");
}

int
main(void)
{
	words();
	sizes();
	names_long();
	comes_back(true);
	comes_back(false);
	responses_held();
	reads_less_and_more();
	surveys_random();
	return tap_done();
}
