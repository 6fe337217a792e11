/*
 * Closed batches made by hand: box n says which it is.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_BATCH_MADE_H
#define CANVASS_TEST_BATCH_MADE_H

#include <sys/mman.h>
#include <unistd.h>

#include "app/batch_file.h"
#include "tests/boxes.h"
#include "tests/tap.h"

enum { MADE_PADDED = 40, MADE_KEYS = 2 };
#define MADE_SECRET "never to leave the workspace, 32"

static inline unsigned
made_box_len(void)
{
	return (unsigned)box_size(MADE_PADDED, MADE_KEYS);
}

/* sizes: answers in each batch, ended by 0. */
static inline struct batches *
made_batches(const unsigned *sizes)
{
	unsigned char *box = mem_new(made_box_len(), 1);
	unsigned closed = 0, n = 0;
	struct hand *h;

	while (sizes[closed])
		closed++;
	h = hand_new(made_box_len(), closed);
	for (unsigned i = 0; i < closed; i++)
		for (unsigned j = 0; j < sizes[i]; j++, n++) {
			memset(box, (int)(n * 7 + 1), made_box_len());
			memcpy(box, &n, sizeof(n));
			hand_put(h, i + 1, box);
		}
	free(box);
	return hand_batches(h);
}

/* Which box lies at i, as it was put. */
static inline unsigned
made_number(const struct boxes *all, size_t i)
{
	unsigned n;

	memcpy(&n, boxes_at(all, i), sizeof(n));
	return n;
}

/* ---- files in memory --------------------------------------------------------------- */

static inline int
memory_file(const void *data, size_t len)
{
	int fd = memfd_create("batches", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, len) != (ssize_t)len)
		die("memory_file: %zu bytes", len);
	return fd;
}

__attribute__((unused)) static bool
parse_bytes(const void *data, size_t len, struct batch_file *out, struct arena *a,
	    struct err *err)
{
	int fd = memory_file(data, len);
	bool good = batch_file_parse(fd, out, a, err);

	close(fd);
	return good;
}

__attribute__((unused)) static bool
put_bytes(const struct batch_file *f, struct buf *out, struct err *err)
{
	int fd = memory_file("", 0);
	bool good = batch_file_put(f, fd, err);
	off_t len = lseek(fd, 0, SEEK_END);
	void *at = good ? mmap(NULL, (size_t)len, PROT_READ, MAP_SHARED, fd, 0) : NULL;

	buf_init(out, 0);
	if (at)
		buf_put(out, at, (size_t)len);
	if (at)
		munmap(at, (size_t)len);
	close(fd);
	return good;
}

/* A survey with two releases; its batches are the caller's. */
static inline struct batch_file
made_file(struct batches *batches, enum survey_state state)
{
	static struct release_line releases[2] = {
		{ .number = 1, .text = "{\"release\": 1}", .len = 14 },
		{ .number = 2,
		  .text = "{\"release\": 2, \"a\": \"\xc3\xa9\"}",
		  .len = 25 },
	};
	struct batch_file f = { .survey = { .name = "pulse@w1",
					    .form_text = "canvass: form 1\nid: pulse\n",
					    .form_len = 26,
					    .state = state,
					    .expected = 500,
					    .unconfirmed = true,
					    .opened = 20000,
					    .closed = state == SURVEY_CLOSED ? 20010 : -1,
					    .page_size = 4096,
					    .box_len = made_box_len(),
					    .padded = MADE_PADDED,
					    .recipient_count = MADE_KEYS },
				.batches = batches,
				.releases = releases,
				.release_count = ARRAY_LEN(releases) };

	memcpy(f.survey.check_key, MADE_SECRET, sizeof(f.survey.check_key));
	for (unsigned i = 0; i < MADE_KEYS; i++) {
		struct store_recipient *r = &f.survey.recipients[i];

		memset(r->key, (int)(0x21 + i), sizeof(r->key));
		memcpy(r->canary_hash, MADE_SECRET, sizeof(r->canary_hash));
		r->canary = (const unsigned char *)MADE_SECRET;
		r->canary_len = strlen(MADE_SECRET);
		r->confirmed = i == 1;
	}
	seal_hash(f.survey.form_hash, f.survey.form_text, f.survey.form_len, NULL, 0);
	return f;
}

#endif
