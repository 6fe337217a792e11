/*
 * What the two files that talk to libxlsxwriter share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_XLSX_H
#define CANVASS_OUT_XLSX_H

#include <xlsxwriter.h>

#include "base/base.h"

/*
 * A new workbook is filled by `fill` and its bytes are appended to out.  The library writes to a
 * path and has no other way out, so it is given one that exists in memory alone.  ERR_IO: no room;
 * else as fill says.  Leaves out alone on failure.
 */
bool xlsx_make(bool (*fill)(lxw_workbook *to, const void *with, struct err *err),
	       const void *with, struct buf *out, struct err *err) MUST_USE;

#endif
