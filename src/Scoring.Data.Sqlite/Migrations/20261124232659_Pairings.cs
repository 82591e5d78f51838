using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Pairings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HelpRecords",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PairingId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    FiledById = table.Column<int>(type: "INTEGER", nullable: false),
                    FiledAt = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredForId = table.Column<int>(type: "INTEGER", nullable: true),
                    AnsweredById = table.Column<int>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<string>(type: "TEXT", nullable: true),
                    Confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    AnswerReason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpRecords", x => x.Id);
                    table.CheckConstraint("CK_HelpRecords_Reason", "\"AnsweredAt\" IS NULL OR \"Confirmed\" = 1 OR length(trim(\"AnswerReason\")) > 0");
                    table.ForeignKey(
                        name: "FK_HelpRecords_Accounts_AnsweredById",
                        column: x => x.AnsweredById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HelpRecords_Accounts_FiledById",
                        column: x => x.FiledById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HelpRecords_PairingAssignments_PairingId",
                        column: x => x.PairingId,
                        principalTable: "PairingAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HelpRecords_Units_AnsweredForId",
                        column: x => x.AnsweredForId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Meetings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StreetId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Meetings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Meetings_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Meetings_Units_StreetId",
                        column: x => x.StreetId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StreetReports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    StreetId = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SummedUpById = table.Column<int>(type: "INTEGER", nullable: false),
                    SummedUpAt = table.Column<string>(type: "TEXT", nullable: false),
                    SignedById = table.Column<int>(type: "INTEGER", nullable: true),
                    SignedAt = table.Column<string>(type: "TEXT", nullable: true),
                    SetAsideAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreetReports", x => x.Id);
                    table.CheckConstraint("CK_StreetReports_Signed", "(\"SignedById\" IS NULL) = (\"SignedAt\" IS NULL)");
                    table.CheckConstraint("CK_StreetReports_TwoPeople", "\"SignedById\" IS NULL OR \"SignedById\" <> \"SummedUpById\"");
                    table.ForeignKey(
                        name: "FK_StreetReports_Accounts_SignedById",
                        column: x => x.SignedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StreetReports_Accounts_SummedUpById",
                        column: x => x.SummedUpById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StreetReports_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StreetReports_Units_StreetId",
                        column: x => x.StreetId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UnitFeedbacks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    RepliedById = table.Column<int>(type: "INTEGER", nullable: true),
                    RepliedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitFeedbacks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnitFeedbacks_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitFeedbacks_Accounts_RepliedById",
                        column: x => x.RepliedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitFeedbacks_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UnitFeedbacks_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HelpFiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordId = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HelpFiles_HelpRecords_RecordId",
                        column: x => x.RecordId,
                        principalTable: "HelpRecords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MeetingAbsences",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MeetingId = table.Column<int>(type: "INTEGER", nullable: false),
                    PairingId = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ConfirmedById = table.Column<int>(type: "INTEGER", nullable: true),
                    ConfirmedAt = table.Column<string>(type: "TEXT", nullable: true),
                    CancelledAt = table.Column<string>(type: "TEXT", nullable: true),
                    AdjustmentId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeetingAbsences", x => x.Id);
                    table.CheckConstraint("CK_MeetingAbsences_TwoPeople", "\"ConfirmedById\" IS NULL OR \"ConfirmedById\" <> \"ProposedById\"");
                    table.ForeignKey(
                        name: "FK_MeetingAbsences_Accounts_ConfirmedById",
                        column: x => x.ConfirmedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeetingAbsences_Accounts_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeetingAbsences_Adjustments_AdjustmentId",
                        column: x => x.AdjustmentId,
                        principalTable: "Adjustments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeetingAbsences_Meetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "Meetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeetingAbsences_PairingAssignments_PairingId",
                        column: x => x.PairingId,
                        principalTable: "PairingAssignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportAnswers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReportId = table.Column<int>(type: "INTEGER", nullable: false),
                    DepartmentId = table.Column<int>(type: "INTEGER", nullable: false),
                    Accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportAnswers", x => x.Id);
                    table.CheckConstraint("CK_ReportAnswers_Reason", "\"Accepted\" = 1 OR length(trim(\"Reason\")) > 0");
                    table.ForeignKey(
                        name: "FK_ReportAnswers_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportAnswers_StreetReports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "StreetReports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportAnswers_Units_DepartmentId",
                        column: x => x.DepartmentId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HelpFiles_RecordId",
                table: "HelpFiles",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRecords_AnsweredById",
                table: "HelpRecords",
                column: "AnsweredById");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRecords_AnsweredForId",
                table: "HelpRecords",
                column: "AnsweredForId");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRecords_FiledById",
                table: "HelpRecords",
                column: "FiledById");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRecords_PairingId_Day",
                table: "HelpRecords",
                columns: new[] { "PairingId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_MeetingAbsences_AdjustmentId",
                table: "MeetingAbsences",
                column: "AdjustmentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MeetingAbsences_ConfirmedById",
                table: "MeetingAbsences",
                column: "ConfirmedById");

            migrationBuilder.CreateIndex(
                name: "IX_MeetingAbsences_MeetingId_PairingId",
                table: "MeetingAbsences",
                columns: new[] { "MeetingId", "PairingId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MeetingAbsences_PairingId",
                table: "MeetingAbsences",
                column: "PairingId");

            migrationBuilder.CreateIndex(
                name: "IX_MeetingAbsences_ProposedById",
                table: "MeetingAbsences",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_ById",
                table: "Meetings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_StreetId_Day",
                table: "Meetings",
                columns: new[] { "StreetId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportAnswers_ById",
                table: "ReportAnswers",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ReportAnswers_DepartmentId",
                table: "ReportAnswers",
                column: "DepartmentId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportAnswers_ReportId_DepartmentId",
                table: "ReportAnswers",
                columns: new[] { "ReportId", "DepartmentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StreetReports_CycleId_StreetId",
                table: "StreetReports",
                columns: new[] { "CycleId", "StreetId" },
                unique: true,
                filter: "\"SetAsideAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StreetReports_CycleId_StreetId_Version",
                table: "StreetReports",
                columns: new[] { "CycleId", "StreetId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StreetReports_SignedById",
                table: "StreetReports",
                column: "SignedById");

            migrationBuilder.CreateIndex(
                name: "IX_StreetReports_StreetId",
                table: "StreetReports",
                column: "StreetId");

            migrationBuilder.CreateIndex(
                name: "IX_StreetReports_SummedUpById",
                table: "StreetReports",
                column: "SummedUpById");

            migrationBuilder.CreateIndex(
                name: "IX_UnitFeedbacks_ById",
                table: "UnitFeedbacks",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_UnitFeedbacks_CycleId_UnitId",
                table: "UnitFeedbacks",
                columns: new[] { "CycleId", "UnitId" });

            migrationBuilder.CreateIndex(
                name: "IX_UnitFeedbacks_RepliedById",
                table: "UnitFeedbacks",
                column: "RepliedById");

            migrationBuilder.CreateIndex(
                name: "IX_UnitFeedbacks_UnitId",
                table: "UnitFeedbacks",
                column: "UnitId");
        
            Scoring.Data.Sqlite.ReportGuards.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HelpFiles");

            migrationBuilder.DropTable(
                name: "MeetingAbsences");

            migrationBuilder.DropTable(
                name: "ReportAnswers");

            migrationBuilder.DropTable(
                name: "UnitFeedbacks");

            migrationBuilder.DropTable(
                name: "HelpRecords");

            migrationBuilder.DropTable(
                name: "Meetings");

            migrationBuilder.DropTable(
                name: "StreetReports");
        }
    }
}
