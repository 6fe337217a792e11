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
batches_of_survey(const char *dir, const struct survey *survey, struct batches **out,
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
