/*
 * The file of closed batches: see batch_file.h; its bytes are batch_bytes.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"

bool
batch_file_write(const char *path, const struct batch_file *from, struct err *err)
{
	SCOPED(buf) out;

	buf_init(&out, BATCH_FILE_MOST);
	return batch_file_put(from, &out, err) &&
	       file_write(path, out.data, out.len, 0600, err);
}

bool
batch_file_read(const char *path, struct batch_file *out, struct arena *a,
		struct err *err)
{
	SCOPED(buf) data;

	buf_init(&data, 0);
	if (!file_read(path, BATCH_FILE_MOST, &data, err))
		return false;
	return batch_file_parse(data.data ? data.data : "", data.len, out, a, err) ||
	       err_add(err, "%.100s", path);
}

bool
batches_look(const char *dir, const struct survey *survey, struct batches **out,
	     struct err *err)
{
	struct err why = { .code = ERR_NONE };
	struct answers_state state;
	struct batches *batches;

	if (survey->state == SURVEY_WAITING)
		return err_set(err, ERR_BUSY,
			       "%s is not open yet: there is nothing to tell",
			       survey->name);
	batches = batches_open(dir, survey->name, &why);
	if (batches) {
		*out = batches;
		return true;
	}
	if (survey->state == SURVEY_CLOSED && survey->opened < 0)
		return err_set(err, ERR_MISSING,
			       "%s was closed before it opened: there is nothing to tell",
			       survey->name);
	if (why.code != ERR_BUSY || survey->state != SURVEY_CLOSED ||
	    !answers_look(dir, survey->name, &state, NULL) || state.filled)
		return err_set(err, why.code, "%s", why.text);
	*out = NULL;
	return true;
}

/* How many batches must be noted: none once the keys are gone, for then nothing joins any more. */
static unsigned
to_note(const char *dir, const struct survey *survey)
{
	struct answers_state state;

	if (survey->state == SURVEY_WAITING ||
	    !answers_look(dir, survey->name, &state, NULL) || state.ticket_gone)
		return 0;
	return state.open_batch - 1;
}

bool
batches_of_survey(const char *dir, const struct survey *survey, struct batches **out,
		  struct err *err)
{
	unsigned noted = to_note(dir, survey), now;
	struct batches *batches;

	for (;;) {
		if (noted && !batches_leave(dir, survey->name, noted, err))
			return false;
		if (!batches_look(dir, survey, &batches, err))
			return false;
		now = to_note(dir, survey);
		if (!batches || now <= noted)
			break;
		batches_free(batches); /* one closed between the note and the reading */
		noted = now;
	}
	*out = batches;
	return true;
}
