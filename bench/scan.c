/*
 * A bare probe: what opening sealed answers and counting them costs at least.  libsodium, a flat
 * file of boxes (what canvass batch export writes), two threads with halves of it, and counters by
 * question, option and the first group; none of canvass's reading, records, plans or tallies.
 *
 *   scan THREADS BATCHES KEY PASSPHRASE-FILE     prints wall and CPU seconds
 *
 * The time begins when the key is unwrapped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../src/seal/key.c" /* for its struct secret_key alone: nothing gives the bytes out */
#include "form/form.h"

enum { THREADS = 64, CHUNK = 256, HEAD = 9, FIELDS = 256, OPTIONS = 64, GROUPS = 16 };

struct field { /* of a closed answer in a record */
	enum kind kind;
	unsigned bytes, turns;
	int repeat;
};

static struct {
	int fd;
	uint64_t first; /* where answers begin */
	size_t box_len, padded, part, answers;
	unsigned char public[32], secret[32];
	char about[200];
	struct field fields[FIELDS];
	unsigned field_count, repeats;
} all;

struct half {
	pthread_t thread;
	size_t from, to, opened;
	uint32_t counts[FIELDS][OPTIONS][GROUPS];
};

static void
must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "scan: %s\n", what);
	exit(1);
}

static double
now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the file's head and the form's layout ---------------------------------------------- */

static struct buf
read_whole(const char *path, size_t most)
{
	struct buf out;
	FILE *in = fopen(path, "r");
	char piece[65536];
	size_t got;

	must(in != NULL, path);
	buf_init(&out, 0);
	while (out.len < most && (got = fread(piece, 1, sizeof(piece), in)) > 0)
		buf_put(&out, piece, got);
	fclose(in);
	return out;
}

static unsigned
bytes_of(const struct question *q)
{
	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_SCALE:
		return 1;
	case KIND_CHOOSE_ANY:
		return ((unsigned)q->options->count + 1 + 7) / 8;
	case KIND_RANK:
		return (unsigned)q->options->count;
	case KIND_NUMBER:
	case KIND_MONTH:
		return 2;
	default:
		return 0;
	}
}

static void
lay_out(const char *text, size_t len)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	struct form *form;

	diags_init(&diags, "form", text, len, a);
	form = form_parse(text, len, &diags);
	must(form != NULL, "the form is none");
	all.repeats = (unsigned)form->repeat_count;
	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		if (!bytes_of(q) || !form_kinds[q->kind].stored)
			continue;
		must(all.field_count < FIELDS, "too many questions");
		all.fields[all.field_count++] = (struct field){ q->kind, bytes_of(q), 1,
								q->repeat };
	}
	arena_free(a);
}

static void
read_head(const char *path)
{
	struct buf head = read_whole(path, 1 << 20);
	struct cut c = cut_from(head.data, head.len);
	size_t len;
	const unsigned char *name, *form;
	unsigned keys;

	cut_bytes(&c, strlen("canvass batches 1\n"));
	len = cut_u32(&c);
	name = cut_bytes(&c, len);
	must(name != NULL && len < 100, "no file of batches");
	snprintf(all.about, sizeof(all.about), "canvass record 1 %.*s", (int)len,
		 (const char *)name);
	len = cut_u32(&c);
	form = cut_bytes(&c, len);
	must(form != NULL, "no form");
	lay_out((const char *)form, len);
	cut_bytes(&c, 2 + 3 * 4);
	all.box_len = cut_u32(&c);
	all.padded = cut_u32(&c);
	cut_u32(&c);
	all.answers = cut_u32(&c);
	cut_u32(&c);
	keys = cut_u8(&c);
	cut_bytes(&c, keys * 33);
	must(!c.bad, "no file of batches");
	all.first = (uint64_t)(c.p - (const unsigned char *)head.data) + 32;
	all.part = 4 + all.box_len + 32;
	buf_free(&head);
}

/* ---- opening and counting ------------------------------------------------------------------ */

static bool
open_box(const unsigned char *box, unsigned char *clear)
{
	unsigned char key[32], ad[32], size[4] = { 0 };
	size_t keys = box[1], head = 2 + keys * 80, len = strlen(all.about);
	crypto_generichash_state state;
	unsigned long long got;
	bool good = false;

	for (size_t i = 0; i < keys && !good; i++)
		good = crypto_box_seal_open(key, box + 2 + i * 80, 80, all.public,
					    all.secret) == 0;
	if (!good)
		return false;
	size[0] = (unsigned char)len;
	crypto_generichash_init(&state, NULL, 0, sizeof(ad));
	crypto_generichash_update(&state, size, 4);
	crypto_generichash_update(&state, (const unsigned char *)all.about, len);
	crypto_generichash_update(&state, box, head);
	crypto_generichash_final(&state, ad, sizeof(ad));
	return crypto_aead_xchacha20poly1305_ietf_decrypt(
		       clear, &got, NULL, box + head + 24, all.box_len - head - 24, ad,
		       sizeof(ad), box + head, key) == 0;
}

static void
count(struct half *h, const unsigned char *record)
{
	const unsigned char *turns = record + HEAD, *at = turns + all.repeats;
	unsigned group = at[0] < GROUPS ? at[0] : 0;

	for (unsigned i = 0; i < all.field_count; i++) {
		const struct field *f = &all.fields[i];
		unsigned n = f->repeat < 0 ? 1 : turns[f->repeat] & 127;

		for (; n; n--, at += f->bytes) {
			uint64_t bits = 0;

			if (f->bytes > 8)
				continue;
			for (unsigned b = f->bytes; b-- > 0;)
				bits = bits << 8 | at[b];
			if (f->kind != KIND_CHOOSE_ANY)
				h->counts[i][bits & (OPTIONS - 1)][group]++;
			else
				for (; bits; bits &= bits - 1)
					h->counts[i][__builtin_ctzll(bits)][group]++;
		}
	}
}

static void *
scan(void *with)
{
	struct half *h = with;
	unsigned char *parts = malloc(CHUNK * all.part), *clear = malloc(all.box_len);

	must(parts && clear, "no memory");
	for (size_t i = h->from; i < h->to; i += CHUNK) {
		size_t n = h->to - i < CHUNK ? h->to - i : CHUNK;

		must(pread(all.fd, parts, n * all.part, (off_t)(all.first + i * all.part)) ==
			     (ssize_t)(n * all.part),
		     "reading");
		for (size_t k = 0; k < n; k++) {
			if (!open_box(parts + k * all.part + 4, clear))
				continue;
			count(h, clear + 4);
			h->opened++;
		}
	}
	free(parts);
	free(clear);
	return NULL;
}

int
main(int argc, char **argv)
{
	static struct half halves[THREADS];
	size_t threads, opened = 0, told = 0;
	struct buf file, pass;
	struct secret_key *key;
	struct err err = { 0 };
	double start, start_cpu;

	must(argc == 5, "usage: scan THREADS BATCHES KEY PASSPHRASE-FILE");
	threads = strtoul(argv[1], NULL, 10);
	must(threads > 0 && threads <= THREADS, "threads");
	must(sodium_init() >= 0, "libsodium");
	file = read_whole(argv[3], 1 << 16);
	pass = read_whole(argv[4], 1 << 16);
	while (pass.len && pass.data[pass.len - 1] == '\n')
		pass.len--;
	key = key_open(file.data, file.len, pass.data, pass.len, &err);
	must(key != NULL, err.text);
	memcpy(all.secret, key->secret, 32);
	memcpy(all.public, key->public, 32);
	start = now(CLOCK_MONOTONIC);
	start_cpu = now(CLOCK_PROCESS_CPUTIME_ID);
	read_head(argv[2]);
	all.fd = open(argv[2], O_RDONLY);
	must(all.fd >= 0, argv[2]);
	for (size_t i = 0; i < threads; i++) {
		halves[i].from = all.answers * i / threads;
		halves[i].to = all.answers * (i + 1) / threads;
		must(!pthread_create(&halves[i].thread, NULL, scan, &halves[i]), "thread");
	}
	for (size_t i = 0; i < threads; i++) {
		pthread_join(halves[i].thread, NULL);
		opened += halves[i].opened;
		for (unsigned o = 0; o < OPTIONS; o++)
			for (unsigned g = 0; g < GROUPS; g++)
				told += halves[i].counts[0][o][g];
	}
	must(opened == all.answers && told == opened, "not all of them opened");
	printf("%.3f %.3f\n", now(CLOCK_MONOTONIC) - start,
	       now(CLOCK_PROCESS_CPUTIME_ID) - start_cpu);
	return 0;
}
