/*
 * How fast words that identify are found: a text read again and again on one core.
 *
 *   redact FILE...   prints a line for all files together, cut into texts of 500 words and as one
 *                    text of 20 KB: speed, and the middle and 99th percentile of the times
 *   redact -h SEED   texts made to hurt: a few words and signs again and again, to 4 KiB; the worst
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answer/redact_internal.h"

enum { WORDS = 500, SET = 20000, SECONDS = 3, TIMES_MOST = 200000, STARTS = 21,
       HOSTILE = 4096, HOSTILE_TEXTS = 3000 };

/* Seconds of our own work: what else the machine does is left out. */
static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
time_order(const void *one, const void *other)
{
	const double *a = one, *b = other;

	return *a < *b ? -1 : *a > *b;
}

/* The end of the text that begins at `at`: so many words on, or so many bytes if words is 0. */
static size_t
text_end(const struct buf *all, size_t at, size_t words, size_t bytes)
{
	for (size_t i = at; i < all->len; i++) {
		if (all->data[i] != ' ' && all->data[i] != '\n')
			continue;
		if (words ? !--words : i - at >= bytes)
			return i;
	}
	return all->len;
}

static void
measure(struct redactor *r, const struct buf *all, size_t words, size_t bytes, const char *what)
{
	double *times = mem_new(TIMES_MOST, sizeof(*times)), began = now(), spent = 0;
	struct arena *a = arena_new(0);
	size_t count = 0, read = 0, marks = 0, limits = 0;

	while (now() - began < SECONDS && count < TIMES_MOST) {
		for (size_t at = 0, end; at < all->len && count < TIMES_MOST; at = end + 1) {
			double start;
			struct redaction found;

			end = text_end(all, at, words, bytes);
			start = now();
			found = redact_text(r, all->data + at, end - at, a);
			times[count] = now() - start;
			spent += times[count++];
			read += end - at;
			marks += found.count;
			limits += found.count && found.spans[0].class == REDACT_REMOVED;
			arena_clear(a);
		}
	}
	qsort(times, count, sizeof(*times), time_order);
	printf("%-22s %7.2f MB/s  median %7.3f ms  p99 %7.3f ms  worst %7.3f ms  (%zu texts of "
	       "%zu bytes, %.1f marks each, %zu at a limit)\n",
	       what, (double)read / spent / 1e6, times[count / 2] * 1e3,
	       times[count * 99 / 100] * 1e3, times[count - 1] * 1e3, count, read / count,
	       (double)marks / (double)count, limits);
	arena_free(a);
	free(times);
}

static void
measure_start(void)
{
	double times[STARTS];

	for (size_t i = 0; i < STARTS; i++) {
		struct redact_options options = { .strict = false };
		struct err err = { 0 };
		double began = now();
		struct redactor *r = redactor_new(&options, &err);

		times[i] = now() - began;
		redactor_free(r);
	}
	qsort(times, STARTS, sizeof(*times), time_order);
	printf("a redactor is ready in %.1f ms (middle of %d); the table: %zu words, %zu bytes\n",
	       times[STARTS / 2] * 1e3, STARTS, lexicon_count(), lexicon_size());
}

/* ---- texts made to hurt ------------------------------------------------------------- */

static const char *const pieces[] = {
	"12", "1",    "a",  "Aa",   "Mr",   "Sgt",    "St",   "Rd",  ",",  ".",	 "-",  "/",
	":",  "@",    "at", "in",   "of",   "the",    "07",   "Jan", "PC", "AB", "0",  "(",
	")",  "'s",   "o",  "Flat", "Unit", "Road",   "Smith", "said", "A1", "1st", "pm", "#",
	"£",  "twelve", "dot", "London", "NHS", "ref", "+44", "\"", "\n", "é", "١", "．",
};

/* The same numbers each time, of a linear congruence. */
static unsigned
draw(unsigned *state, unsigned below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % below;
}

static void
hostile_make(struct buf *out, unsigned *state, struct buf *piece)
{
	buf_clear(out);
	buf_clear(piece);
	for (unsigned n = 1 + draw(state, 5); n; n--) {
		buf_puts(piece, pieces[draw(state, ARRAY_LEN(pieces))]);
		if (draw(state, 3))
			buf_putc(piece, ' ');
	}
	while (out->len + piece->len <= HOSTILE)
		buf_put(out, piece->data, piece->len);
}

/* Of each text the best of five: what else the machine does is left out. */
static void
measure_hostile(unsigned state)
{
	struct redact_options options = { .strict = false };
	struct redactor *r = redactor_new(&options, NULL);
	struct arena *a = arena_new(0);
	struct buf text = { .most = 0 }, piece = { .most = 0 }, worst = { .most = 0 };
	double most = 0;
	int over = 0;

	for (int i = 0; i < HOSTILE_TEXTS; i++) {
		double best = 1e9;

		hostile_make(&text, &state, &piece);
		for (int k = 0; k < 5; k++) {
			double began = now(), took;
			(void)redact_text(r, text.data, text.len, a).count;
			took = now() - began;
			best = took < best ? took : best;
			arena_clear(a);
		}
		over += best > 0.005;
		if (best > most) {
			most = best;
			buf_clear(&worst);
			buf_put(&worst, piece.data, piece.len);
		}
	}
	printf("%d hostile texts of %d bytes: the worst %.2f ms (\"%.*s\" again and again), "
	       "%d over 5 ms\n",
	       HOSTILE_TEXTS, HOSTILE, most * 1e3, (int)worst.len, worst.data, over);
	buf_free(&text);
	buf_free(&piece);
	buf_free(&worst);
	arena_free(a);
	redactor_free(r);
}

int
main(int argc, char **argv)
{
	struct buf all = { .most = 0 };

	if (argc == 3 && !strcmp(argv[1], "-h")) {
		measure_hostile((unsigned)strtoul(argv[2], NULL, 10));
		return 0;
	}
	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "r");
		char part[4096];
		size_t got;

		if (!f) {
			perror(argv[i]);
			return 1;
		}
		while ((got = fread(part, 1, sizeof(part), f)) > 0)
			buf_put(&all, part, got);
		fclose(f);
	}
	if (!all.len || !utf8_valid(all.data, all.len)) {
		fputs("redact: no text in UTF-8\n", stderr);
		return 1;
	}
	measure_start();
	for (int strict = 0; strict < 2; strict++) {
		struct redact_options options = { .strict = strict };
		struct err err = { 0 };
		struct redactor *r = redactor_new(&options, &err);

		measure(r, &all, WORDS, 0, strict ? "500 words, strict" : "500 words");
		measure(r, &all, 0, SET, strict ? "20 KB, strict" : "20 KB");
		redactor_free(r);
	}
	buf_free(&all);
	return 0;
}
