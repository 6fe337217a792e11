/*
 * A probe: releases of a form whose answers are invented as the demo's are.  It can print exact
 * counts, so it is for invented answers alone.
 *
 *   disclose FORM SEED COUNT...    a release at each of these numbers of answers, each audited
 *                                  with those before: a line of JSON each.  COUNT as 1000+ : with
 *                                  the exact counts of all tables
 *   disclose plan FILE WORK        what canvass disclose prints of a plan, with another bound on
 *                                  the audit's work
 *   disclose time COMMAND...       runs it; the last line on standard error is its user time in
 *                                  seconds, and the most memory that it had, in KiB.  (A parent
 *                                  that is larger itself would be counted for it.)
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/invent.h"
#include "summary/summary.h"

enum { RELEASES_MOST = 64, RECORD_MOST = 1 << 16 };

struct release {
	size_t answers;
	bool tables;
	struct tally *tally;
};

struct probe {
	struct form *form;
	struct plan *plan;
	struct arena *arena;
	struct release releases[RELEASES_MOST];
	const struct tally *earlier[RELEASES_MOST];
	const struct disclosed *published[RELEASES_MOST];
	size_t count;
};

static void
fail(const char *what, const char *why)
{
	fprintf(stderr, "disclose: %s: %s\n", what, why);
	exit(1);
}

/* ---- in ---------------------------------------------------------------------------- */

static void
read_file(const char *path, struct buf *out)
{
	char part[4096];
	size_t got;
	FILE *file = fopen(path, "rb");

	if (!file)
		fail(path, "cannot be opened");
	buf_init(out, 0);
	while ((got = fread(part, 1, sizeof(part), file)) > 0)
		buf_put(out, part, got);
	fclose(file);
}

static struct form *
read_form(const char *path, struct arena *a)
{
	static struct buf text; /* the form points into it */
	struct diags diags;
	struct form *form;

	read_file(path, &text);
	diags_init(&diags, path, text.data, text.len, a);
	form = form_parse(text.data, text.len, &diags);
	if (!form)
		fail(path, diags.count ? diags.items[0].message : "is no form");
	return form;
}

/* One person, through the same checks and the same record as everybody. */
static void
invent(struct probe *p, struct dice *dice, struct record *record)
{
	struct arena *a = arena_new(0);
	struct answers *answers = answers_new(p->form, a);
	struct err err = { .code = ERR_NONE };
	unsigned too_long;
	struct json *object;
	SCOPED(buf) line;
	SCOPED(buf) warnings;
	SCOPED(buf) bytes;

	buf_init(&line, 0);
	buf_init(&warnings, 0);
	buf_init(&bytes, 0);
	invent_answer(p->form, &invent_hampshire, dice, &line);
	object = json_parse(line.data, line.len, a, &err);
	if (!object || !accept_json(answers, object, 0, &warnings, &err))
		fail("an invented answer", err.text);
	if (warnings.len)
		fail("an invented answer", warnings.data);
	if (!record_write(answers, 0, RECORD_MOST, &bytes, &too_long) ||
	    !record_take(record, bytes.data, bytes.len, &err))
		fail("a record", err.text);
	arena_free(a);
}

static void
count_all(struct probe *p, uint64_t seed)
{
	struct record *record = record_new(p->form, p->arena);
	size_t most = 0;
	struct dice dice;

	dice_seed(&dice, seed);
	for (size_t r = 0; r < p->count; r++) {
		p->releases[r].tally = tally_new(p->plan, p->arena);
		most = p->releases[r].answers;
		if (r && most < p->releases[r - 1].answers)
			fail("releases", "they are cumulative");
	}
	for (size_t i = 0; i < most; i++) {
		invent(p, &dice, record);
		for (size_t r = 0; r < p->count; r++)
			if (i < p->releases[r].answers)
				tally_add(p->releases[r].tally, record);
	}
}

/* ---- out --------------------------------------------------------------------------- */

static void
put_keys(struct buf *out, const char *name, const struct key_label *keys, size_t count)
{
	buf_printf(out, ", \"%s\": [", name);
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i ? ", " : "");
		json_put(out, keys[i].key);
	}
	buf_puts(out, "]");
}

static void
put_numbers(struct buf *out, const uint32_t *numbers, size_t count)
{
	buf_puts(out, "[");
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s%u", i ? ", " : "", numbers[i]);
	buf_puts(out, "]");
}

/* Who decides who is asked, or who stands in which group: those tables come first. */
static void
put_links(struct buf *out, const char *name, const struct figures *f,
	  const uint16_t *links, size_t count)
{
	buf_printf(out, ", \"%s\": [", name);
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i ? ", " : "");
		json_put(out, f->tables[links[i]].id);
	}
	buf_puts(out, "]");
}

static const struct figure_table *
figure_table(const struct figures *f, const char *id)
{
	for (size_t i = 0; i < f->table_count; i++)
		if (str_same(f->tables[i].id, id))
			return &f->tables[i];
	die("no table %s", id);
}

static void
put_exact(struct buf *out, const struct exact *exact, const struct figures *f)
{
	const struct table_plan *p = exact->plan;
	const struct figure_table *t = figure_table(f, p->id);
	size_t wide = p->column_count + 1;

	buf_puts(out, "{\"id\": ");
	json_put(out, p->id);
	buf_puts(out, ", \"rows\": ");
	json_put(out, p->asked);
	buf_puts(out, ", \"by\": ");
	json_put(out, p->by_id);
	buf_printf(out, ", \"kind\": \"%s\"", p->kind == TABLE_ANY ? "any" : "one");
	put_keys(out, "row_keys", p->rows, p->row_count);
	put_keys(out, "column_keys", p->columns, p->column_count);
	put_links(out, "parents", f, t->parents, t->parent_count);
	put_links(out, "signs", f, t->signs, t->sign_count);
	put_links(out, "rivals", f, t->rivals, t->rival_count);
	buf_printf(out, ", \"orphan\": %s, \"signless\": %s, \"answered\": ",
		   t->orphan ? "true" : "false", t->signless ? "true" : "false");
	put_numbers(out, exact->answered, wide);
	buf_puts(out, ", \"counts\": [");
	for (size_t r = 0; r <= p->row_count; r++) {
		buf_puts(out, r ? ", " : "");
		put_numbers(out, exact->counts + r * wide, wide);
	}
	buf_puts(out, "]}");
}

static void
put_all(const struct buf *out)
{
	if (fwrite(out->data, 1, out->len, stdout) != out->len || fflush(stdout) != 0)
		fail("standard output", "cannot be written");
}

static void
put_release(const struct probe *p, size_t which, const struct summary *s, double seconds)
{
	const struct release *r = &p->releases[which];
	const struct exact *exact = tally_exact(r->tally);
	SCOPED(buf) out;

	buf_init(&out, 0);
	buf_printf(&out, "{\"answers\": %zu, \"seconds\": %.3f", r->answers, seconds);
	if (r->tables) {
		buf_puts(&out, ", \"exact\": [");
		for (size_t i = 0; i < p->plan->count; i++) {
			buf_puts(&out, i ? ", " : "");
			put_exact(&out, &exact[i], s->figures);
		}
		buf_puts(&out, "]");
	}
	buf_puts(&out, ", \"published\": ");
	disclosed_write(s->disclosed, s->figures, false, &out);
	while (out.len && out.data[out.len - 1] == '\n')
		out.len--;
	buf_puts(&out, "}\n");
	put_all(&out);
}

/* ---- releases ------------------------------------------------------------------------ */

static double
processor_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
release(struct probe *p, size_t which)
{
	struct summary_about about = { .survey = "probe",
				       .form_hash = "",
				       .wave = "probe",
				       .invented = true,
				       .batches = 6,
				       .released = "2026-01-01",
				       .earlier = p->earlier,
				       .published = p->published,
				       .earlier_count = which };
	struct err err = { .code = ERR_NONE };
	double from = processor_seconds();
	struct summary *s =
		summary_publish(p->releases[which].tally, &about, p->arena, &err);

	if (!s)
		fail("the release", err.text);
	put_release(p, which, s, processor_seconds() - from);
	p->earlier[which] = p->releases[which].tally;
	p->published[which] = s->disclosed;
}

static void
publish_plan(const char *path, uint64_t work)
{
	struct arena *a = arena_new(0);
	const struct disclose_watch watch = { .work_most = work };
	struct err err = { .code = ERR_NONE };
	struct figures *figures;
	SCOPED(buf) text;
	SCOPED(buf) out;

	read_file(path, &text);
	buf_init(&out, 0);
	figures = figures_read(text.data, text.len, a, &err);
	if (!figures)
		fail(path, err.text);
	disclosed_write(disclose(figures, &watch, a), figures, false, &out);
	put_all(&out);
	arena_free(a);
}

/* Its exit status, or 1. */
static int
time_command(char **command)
{
	struct rusage usage;
	pid_t child = fork();
	int status;

	if (child == 0) {
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status))
		fail(command[0], "did not end by itself");
	fprintf(stderr, "%ld.%06ld %ld\n", (long)usage.ru_utime.tv_sec,
		(long)usage.ru_utime.tv_usec, usage.ru_maxrss);
	return WEXITSTATUS(status);
}

int
main(int argc, char **argv)
{
	struct probe p = { .arena = arena_new(0) };
	char *end;

	if (argc > 2 && str_same(argv[1], "time"))
		return time_command(argv + 2);
	if (argc == 4 && str_same(argv[1], "plan")) {
		publish_plan(argv[2], strtoull(argv[3], NULL, 10));
		arena_free(p.arena);
		return 0;
	}
	if (argc < 4 || argc - 3 > RELEASES_MOST)
		fail("usage", "disclose FORM SEED COUNT...");
	p.form = read_form(argv[1], p.arena);
	p.plan = plan_make(p.form, p.arena);
	for (int i = 3; i < argc; i++) {
		p.releases[p.count].answers = strtoul(argv[i], &end, 10);
		p.releases[p.count].tables = str_same(end, "+");
		if (end == argv[i] || (*end && !p.releases[p.count].tables))
			fail(argv[i], "is no number of answers");
		p.count++;
	}
	count_all(&p, strtoull(argv[2], NULL, 10));
	for (size_t r = 0; r < p.count; r++)
		release(&p, r);
	arena_free(p.arena);
	return 0;
}
