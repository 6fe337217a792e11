/*
 * Opens the stored answers of a closed survey with its key, and prints one a line: what a
 * walk in the browser must have left in the store.
 *
 *   opened.t DIR SURVEY KEY-FILE PASSPHRASE-FILE
 *
 * Called without arguments, as `make check` does, it is no test of its own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/answer.h"
#include "seal/seal.h"
#include "store/read.h"
#include "tests/boxes.h"

static char *
file_text(const char *path, struct arena *a, size_t *out_len)
{
	FILE *f = fopen(path, "rb");
	char text[16384];

	if (!f)
		die("no file %s", path);
	*out_len = fread(text, 1, sizeof(text), f);
	fclose(f);
	return arena_copy(a, text, *out_len);
}

static struct form *
frozen_form(const struct survey *survey, struct arena *a)
{
	struct diags diags;
	struct form *form;

	diags_init(&diags, "frozen", survey->form_text, survey->form_len, a);
	form = form_parse(survey->form_text, survey->form_len, &diags);
	if (!form)
		die("the frozen form cannot be read");
	return form;
}

/* "role=Police officer | incident.2 ...", in the order of the questions. */
static void
answer_print(const struct form *form, const struct record *record)
{
	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		for (unsigned turn = 0; turn < q->cells; turn++) {
			SCOPED(buf) words = { 0 };

			value_words(q, answers_see(record->answers, (unsigned)i, turn), 0,
				    &words);
			if (!words.len)
				continue;
			for (size_t k = 0; k < words.len; k++) /* one line an answer */
				if (words.data[k] == '\n')
					words.data[k] = ' ';
			printf("%s%.*s=%s | ", q->id, q->cells > 1 ? 2 : 0,
			       (const char *[]){ ".1", ".2", ".3", ".4", ".5" }[turn],
			       words.data);
		}
	}
	printf("\n");
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct survey survey;
	size_t key_len, pass_len;
	const char *key_text, *pass;

	if (argc != 5) {
		printf("1..0 # SKIP a helper of the browser walks\n");
		arena_free(a);
		return 0;
	}
	seal_start();
	key_text = file_text(argv[3], a, &key_len);
	pass = file_text(argv[4], a, &pass_len);
	while (pass_len && pass[pass_len - 1] == '\n')
		pass_len--;

	struct store *st = store_open(argv[1], STORE_READS, &err);
	struct secret_key *key = key_open(key_text, key_len, pass, pass_len, &err);

	if (!st || !key || !survey_get(st, argv[2], &survey, a, &err))
		die("%s", err.text);

	struct form *form = frozen_form(&survey, a);
	struct record *record = record_new(form, a);
	struct batches *batches = batches_open(argv[1], argv[2], &err);
	char *about = arena_printf(a, "canvass record 1 %s", survey.name);

	if (!batches)
		die("%s", err.text);

	struct boxes all = boxes_read(batches);

	if (all.err.code)
		die("%s", all.err.text);
	for (size_t i = 0; i < all.count; i++) {
		SCOPED(buf) clear = { 0 };

		if (!box_open(boxes_at(&all, i), all.len, about, key, &clear, &err) ||
		    !record_take(record, clear.data, clear.len, &err))
			die("%s", err.text);
		answer_print(form, record);
	}
	boxes_free(&all);
	batches_free(batches);
	secret_key_free(key);
	store_close(st);
	arena_free(a);
	return 0;
}
