/*
 * A workbook as an .xlsx file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
