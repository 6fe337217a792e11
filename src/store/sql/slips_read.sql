-- Print runs of slips, for readers and for the writer: which there are, no slip of them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: slip_run_all
SELECT number, slips, withdrawn FROM slip_run ORDER BY number;
