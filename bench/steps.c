/*
 * Where the time of a summary goes: each step of it alone, with the program's own parts.
 *
 *   steps WORKSPACE SURVEY KEY PASSPHRASE-FILE
 *
 * Prints five numbers, CPU seconds of all threads: reading the boxes, opening them, counting them,
 * publishing the tables, writing all formats.  The first three are differences of longer and longer
 * runs, so what is read comes from the page cache if it fits.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "app/counting.h"
#include "app/opening.h"
#include "out/out.h"

/* What counting takes from the rest of the program, where it needs a terminal and a workspace. */
void
progress_show(struct progress *p, const char *fmt, ...)
{
	p->shown = fmt != NULL;
}

void
progress_end(struct progress *p)
{
	p->shown = false;
}

void
about_records(const char *survey, char *out, size_t size)
{
	snprintf(out, size, "canvass record 1 %s", survey);
}

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct buf
whole(const char *path)
{
	FILE *in = fopen(path, "r");
	struct buf out;
	char piece[4096];
	size_t got;

	if (!in)
		die("%s is not there", path);
	buf_init(&out, 0);
	while ((got = fread(piece, 1, sizeof(piece), in)) > 0)
		buf_put(&out, piece, got);
	fclose(in);
	return out;
}

static struct secret_key *
unlock(const char *key_path, const char *pass_path, struct err *err)
{
	struct buf file = whole(key_path), pass = whole(pass_path);
	struct secret_key *key;

	while (pass.len && pass.data[pass.len - 1] == '\n')
		pass.len--;
	key = key_open(file.data, file.len, pass.data, pass.len, err);
	buf_free(&file);
	buf_free(&pass);
	return key;
}

/* ---- the steps --------------------------------------------------------------------------- */

static double
step_read(const struct batches *b, struct err *err)
{
	double start = cpu();
	struct pass *pass = pass_begin(b, err);
	struct piece *piece = piece_new(b);

	do {
		if (!pass || !pass_next(pass, piece, err))
			die("%s", err->text);
	} while (piece->count);
	pass_end(pass);
	piece_free(piece);
	return cpu() - start;
}

static void
take_nothing(void *worker, const struct opened *one)
{
	(void)worker;
	if (!one->record)
		die("%s", one->why);
}

static double
step_open(const struct counting_of *of, struct err *err)
{
	struct opening_of opening = { .survey = of->survey,
				      .form = of->form,
				      .batches = of->batches,
				      .key = of->key,
				      .upto = of->upto[0],
				      .take = take_nothing };
	size_t count = opening_workers(of->batches);
	void *workers[64] = { NULL };
	double start = cpu();

	if (!opening_do(&opening, workers, count, err))
		die("%s", err->text);
	return cpu() - start;
}

static double
step_count(const struct counting_of *of, struct counted *out, struct arena *a,
	   struct err *err)
{
	double start = cpu();

	if (!counting_do(of, out, a, err))
		die("%s", err->text);
	return cpu() - start;
}

static double
step_publish(const struct counting_of *of, const struct counted *counted,
	     struct summary **out, struct arena *a, struct err *err)
{
	struct summary_about about = { .survey = of->survey->name,
				       .form_hash = "0000",
				       .wave = strchr(of->survey->name, '@') + 1,
				       .invented = true,
				       .expected = of->survey->expected,
				       .batches = of->upto[0],
				       .released = "2026-01-01" };
	double start = cpu();

	*out = summary_publish(counted->tallies[0], &about, a, err);
	if (!*out)
		die("%s", err->text);
	return cpu() - start;
}

static double
step_write(const struct summary *s, struct arena *a, struct err *err)
{
	static struct export_files files;
	double start = cpu();

	for (size_t i = 0; i < export_format_count; i++) {
		export_files_free(&files);
		files.count = 0;
		if (!export_formats[i].write(s, &files, a, err))
			die("%s: %s", export_formats[i].name, err->text);
	}
	return cpu() - start;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct diags diags;
	struct survey survey;
	struct counted counted;
	struct summary *summary;
	struct store *st;
	struct secret_key *key;
	struct form *form;
	struct batches *b;
	unsigned upto;
	double read, opened, count, publish, write;

	seal_start();
	if (argc != 5)
		die("usage: steps WORKSPACE SURVEY KEY PASSPHRASE-FILE");
	st = store_open(argv[1], STORE_READS, &err);
	key = unlock(argv[3], argv[4], &err);
	b = batches_open(argv[1], argv[2], &err);
	if (!st || !key || !b || !survey_get(st, argv[2], &survey, a, &err))
		die("%s", err.text);
	diags_init(&diags, "form", survey.form_text, survey.form_len, a);
	form = form_parse(survey.form_text, survey.form_len, &diags);
	if (!form)
		die("the form has errors");
	upto = batches_closed(b);

	struct counting_of of = { &survey, form, b, key, &upto, 1 };

	read = step_read(b, &err);
	opened = step_open(&of, &err);
	count = step_count(&of, &counted, a, &err);
	publish = step_publish(&of, &counted, &summary, a, &err);
	write = step_write(summary, a, &err);
	printf("%.3f %.3f %.3f %.3f %.3f\n", read, opened - read, count - opened, publish,
	       write);
	batches_free(b);
	secret_key_free(key);
	store_close(st);
	arena_free(a);
	return 0;
}
