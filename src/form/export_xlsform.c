/*
 * A form as the three sheets of an XLSForm.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
