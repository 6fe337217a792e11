/*
 * A workbook from the bytes of an .xlsx.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
