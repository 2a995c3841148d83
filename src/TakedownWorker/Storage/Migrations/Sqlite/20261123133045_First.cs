using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TakedownWorker.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    internal sealed partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    caller_key = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    data_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    master_key_id = table.Column<string>(type: "TEXT", nullable: false),
                    facts = table.Column<byte[]>(type: "BLOB", nullable: true),
                    paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    quarantined = table.Column<bool>(type: "INTEGER", nullable: false),
                    closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ledger_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    ledger_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ledger_mac = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint_heads",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    checkpoint = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoint_heads", x => new { x.case_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    prev_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "duties",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duties", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "first_letters",
                columns: table => new
                {
                    outbox_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_first_letters", x => x.outbox_id);
                });

            migrationBuilder.CreateTable(
                name: "host_slots",
                columns: table => new
                {
                    host_key = table.Column<string>(type: "TEXT", nullable: false),
                    free_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_host_slots", x => x.host_key);
                });

            migrationBuilder.CreateTable(
                name: "installation",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    master_key_id = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    held = table.Column<bool>(type: "INTEGER", nullable: false),
                    hold_reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    checkpoint_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    checkpoint_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    checkpoint_mac = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_installation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    takedown_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    rung = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    party = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    route_try = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_items", x => new { x.takedown_id, x.attempt, x.rung, x.role, x.party, x.kind, x.number, x.route_try });
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    takedown_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    rulebook_hash = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prev_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger", x => new { x.case_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "looks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    takedown_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    vantage = table.Column<string>(type: "TEXT", nullable: false),
                    host_key = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expected = table.Column<int>(type: "INTEGER", nullable: false),
                    report_back = table.Column<bool>(type: "INTEGER", nullable: false),
                    every = table.Column<long>(type: "INTEGER", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_looks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    letter = table.Column<byte[]>(type: "BLOB", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    fresh_until = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true),
                    first_letter = table.Column<bool>(type: "INTEGER", nullable: false),
                    withdrawal = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "route_work",
                columns: table => new
                {
                    takedown_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_route_work", x => x.takedown_id);
                });

            migrationBuilder.CreateTable(
                name: "routes",
                columns: table => new
                {
                    route_key = table.Column<string>(type: "TEXT", nullable: false),
                    trusted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_routes", x => x.route_key);
                });

            migrationBuilder.CreateTable(
                name: "takedowns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    url_key = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<int>(type: "INTEGER", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    rung = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_takedowns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wakeups",
                columns: table => new
                {
                    takedown_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wakeups", x => x.takedown_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cases_caller_key",
                table: "cases",
                column: "caller_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cases_reference",
                table: "cases",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_checkpoint_heads_checkpoint",
                table: "checkpoint_heads",
                column: "checkpoint");

            migrationBuilder.CreateIndex(
                name: "IX_first_letters_at",
                table: "first_letters",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_items_case_id",
                table: "items",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_looks_case_id",
                table: "looks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_looks_due_lease_until",
                table: "looks",
                columns: new[] { "due", "lease_until" });

            migrationBuilder.CreateIndex(
                name: "IX_looks_takedown_id_vantage",
                table: "looks",
                columns: new[] { "takedown_id", "vantage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notices_case_id",
                table: "notices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_case_id",
                table: "outbox",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_due_lease_until",
                table: "outbox",
                columns: new[] { "due", "lease_until" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_notice_id",
                table: "outbox",
                column: "notice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_route_work_case_id",
                table: "route_work",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_route_work_due_lease_until",
                table: "route_work",
                columns: new[] { "due", "lease_until" });

            migrationBuilder.CreateIndex(
                name: "IX_takedowns_case_id_url_key",
                table: "takedowns",
                columns: new[] { "case_id", "url_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tasks_case_id_settled_at",
                table: "tasks",
                columns: new[] { "case_id", "settled_at" });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_settled_at_since",
                table: "tasks",
                columns: new[] { "settled_at", "since" });

            migrationBuilder.CreateIndex(
                name: "IX_wakeups_case_id",
                table: "wakeups",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_wakeups_due_lease_until",
                table: "wakeups",
                columns: new[] { "due", "lease_until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "checkpoint_heads");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "duties");

            migrationBuilder.DropTable(
                name: "first_letters");

            migrationBuilder.DropTable(
                name: "host_slots");

            migrationBuilder.DropTable(
                name: "installation");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "looks");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "route_work");

            migrationBuilder.DropTable(
                name: "routes");

            migrationBuilder.DropTable(
                name: "takedowns");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "wakeups");
        }
    }
}
