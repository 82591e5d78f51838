using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Asking : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Building",
                table: "TokenBatches",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlarmVerdicts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Alarm = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Figure = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SetAside = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    SecondById = table.Column<int>(type: "INTEGER", nullable: true),
                    SecondAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlarmVerdicts", x => x.Id);
                    table.CheckConstraint("CK_AlarmVerdicts_Reason", "length(trim(\"Reason\")) > 0");
                    table.CheckConstraint("CK_AlarmVerdicts_TwoPeople", "\"SecondById\" IS NULL OR \"SecondById\" <> \"ById\"");
                    table.ForeignKey(
                        name: "FK_AlarmVerdicts_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AlarmVerdicts_Accounts_SecondById",
                        column: x => x.SecondById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AlarmVerdicts_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AlarmVerdicts_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BatchHandovers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    TakenBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchHandovers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BatchHandovers_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BatchHandovers_TokenBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "TokenBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BatchVoids",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ProposedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ConfirmedById = table.Column<int>(type: "INTEGER", nullable: true),
                    ConfirmedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchVoids", x => x.Id);
                    table.CheckConstraint("CK_BatchVoids_Reason", "length(trim(\"Reason\")) > 0");
                    table.CheckConstraint("CK_BatchVoids_TwoPeople", "\"ConfirmedById\" IS NULL OR \"ConfirmedById\" <> \"ProposedById\"");
                    table.ForeignKey(
                        name: "FK_BatchVoids_Accounts_ConfirmedById",
                        column: x => x.ConfirmedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BatchVoids_Accounts_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BatchVoids_TokenBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "TokenBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DoorstepVisits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    WorkerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Lot = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DoorstepVisits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DoorstepVisits_Accounts_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DoorstepVisits_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DoorstepVisits_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    CollectedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperBatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperBatches_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperBatches_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperBatches_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PhoneAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CallerId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PhoneAttempts", x => x.Id);
                    table.CheckConstraint("CK_PhoneAttempts_Attempt", "\"Attempt\" BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_PhoneAttempts_Accounts_CallerId",
                        column: x => x.CallerId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PhoneAttempts_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PhoneAttempts_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RepeatCounts",
                columns: table => new
                {
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RepeatCounts", x => new { x.EstateId, x.Day, x.Channel });
                    table.ForeignKey(
                        name: "FK_RepeatCounts_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResidentComments",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResidentComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResidentComments_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CallBacks",
                columns: table => new
                {
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<int>(type: "INTEGER", nullable: false),
                    Finding = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallBacks", x => x.VisitId);
                    table.CheckConstraint("CK_CallBacks_TwoPeople", "\"ById\" <> \"WorkerId\"");
                    table.ForeignKey(
                        name: "FK_CallBacks_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CallBacks_DoorstepVisits_VisitId",
                        column: x => x.VisitId,
                        principalTable: "DoorstepVisits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperDecisions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: true),
                    Sheets = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperDecisions_PaperBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "PaperBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperReadings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    Sheets = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperReadings", x => x.Id);
                    table.CheckConstraint("CK_PaperReadings_Twice", "\"Place\" IN (1, 2)");
                    table.ForeignKey(
                        name: "FK_PaperReadings_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperReadings_PaperBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "PaperBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CommentWords",
                columns: table => new
                {
                    CommentId = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    PassedOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommentWords", x => x.CommentId);
                    table.CheckConstraint("CK_CommentWords_Reason", "\"PassedOn\" = 1 OR length(trim(\"Reason\")) > 0");
                    table.ForeignKey(
                        name: "FK_CommentWords_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CommentWords_ResidentComments_CommentId",
                        column: x => x.CommentId,
                        principalTable: "ResidentComments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AlarmVerdicts_ById",
                table: "AlarmVerdicts",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_AlarmVerdicts_CycleId_EstateId_Alarm_Figure",
                table: "AlarmVerdicts",
                columns: new[] { "CycleId", "EstateId", "Alarm", "Figure" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AlarmVerdicts_EstateId",
                table: "AlarmVerdicts",
                column: "EstateId");

            migrationBuilder.CreateIndex(
                name: "IX_AlarmVerdicts_SecondById",
                table: "AlarmVerdicts",
                column: "SecondById");

            migrationBuilder.CreateIndex(
                name: "IX_BatchHandovers_BatchId",
                table: "BatchHandovers",
                column: "BatchId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BatchHandovers_ById",
                table: "BatchHandovers",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_BatchVoids_BatchId",
                table: "BatchVoids",
                column: "BatchId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BatchVoids_ConfirmedById",
                table: "BatchVoids",
                column: "ConfirmedById");

            migrationBuilder.CreateIndex(
                name: "IX_BatchVoids_ProposedById",
                table: "BatchVoids",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_CallBacks_ById",
                table: "CallBacks",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_CommentWords_ById",
                table: "CommentWords",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_DoorstepVisits_CycleId",
                table: "DoorstepVisits",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_DoorstepVisits_EstateId",
                table: "DoorstepVisits",
                column: "EstateId");

            migrationBuilder.CreateIndex(
                name: "IX_DoorstepVisits_WorkerId",
                table: "DoorstepVisits",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperBatches_ById",
                table: "PaperBatches",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PaperBatches_CycleId",
                table: "PaperBatches",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperBatches_EstateId",
                table: "PaperBatches",
                column: "EstateId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperDecisions_BatchId",
                table: "PaperDecisions",
                column: "BatchId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperDecisions_ById",
                table: "PaperDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PaperReadings_BatchId_ById",
                table: "PaperReadings",
                columns: new[] { "BatchId", "ById" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperReadings_BatchId_Place",
                table: "PaperReadings",
                columns: new[] { "BatchId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperReadings_ById",
                table: "PaperReadings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PhoneAttempts_CallerId",
                table: "PhoneAttempts",
                column: "CallerId");

            migrationBuilder.CreateIndex(
                name: "IX_PhoneAttempts_CycleId",
                table: "PhoneAttempts",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_PhoneAttempts_EstateId",
                table: "PhoneAttempts",
                column: "EstateId");

            migrationBuilder.CreateIndex(
                name: "IX_ResidentComments_EstateId",
                table: "ResidentComments",
                column: "EstateId");
            SurveyGuards.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SurveyGuards.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "AlarmVerdicts");

            migrationBuilder.DropTable(
                name: "BatchHandovers");

            migrationBuilder.DropTable(
                name: "BatchVoids");

            migrationBuilder.DropTable(
                name: "CallBacks");

            migrationBuilder.DropTable(
                name: "CommentWords");

            migrationBuilder.DropTable(
                name: "PaperDecisions");

            migrationBuilder.DropTable(
                name: "PaperReadings");

            migrationBuilder.DropTable(
                name: "PhoneAttempts");

            migrationBuilder.DropTable(
                name: "RepeatCounts");

            migrationBuilder.DropTable(
                name: "DoorstepVisits");

            migrationBuilder.DropTable(
                name: "ResidentComments");

            migrationBuilder.DropTable(
                name: "PaperBatches");

            migrationBuilder.DropColumn(
                name: "Building",
                table: "TokenBatches");
        }
    }
}
