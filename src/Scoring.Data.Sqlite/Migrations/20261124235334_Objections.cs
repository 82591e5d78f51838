using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Objections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Publications_CycleId",
                table: "Publications");

            migrationBuilder.AddColumn<bool>(
                name: "Substitute",
                table: "PublishedRows",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CorrectionId",
                table: "Publications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Publications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "Substitute",
                table: "NoticeRows",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "OpenObjections",
                table: "Cycles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Corrections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    PublicationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: true),
                    Field = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Before = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    After = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ProposedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Corrections", x => x.Id);
                    table.UniqueConstraint("AK_Corrections_Id_CycleId_ProposedById", x => new { x.Id, x.CycleId, x.ProposedById });
                    table.CheckConstraint("CK_Corrections_Line", "(\"Kind\" = 'Words') = (\"EntryId\" IS NOT NULL AND \"Field\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Corrections_Accounts_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Corrections_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Corrections_Publications_PublicationId",
                        column: x => x.PublicationId,
                        principalTable: "Publications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    NoticeId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ReceiptHash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    FiledAt = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EnteredById = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Objections_Accounts_EnteredById",
                        column: x => x.EnteredById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Objections_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Objections_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Objections_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CorrectionDecisions",
                columns: table => new
                {
                    CorrectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    Accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrectionDecisions", x => x.CorrectionId);
                    table.CheckConstraint("CK_CorrectionDecisions_Number", "\"Accepted\" = (\"Number\" IS NOT NULL)");
                    table.CheckConstraint("CK_CorrectionDecisions_TwoPeople", "\"ProposedById\" <> \"ById\"");
                    table.ForeignKey(
                        name: "FK_CorrectionDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CorrectionDecisions_Corrections_CorrectionId_CycleId_ProposedById",
                        columns: x => new { x.CorrectionId, x.CycleId, x.ProposedById },
                        principalTable: "Corrections",
                        principalColumns: new[] { "Id", "CycleId", "ProposedById" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObjectionAnswers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ObjectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Findings = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObjectionAnswers", x => x.Id);
                    table.UniqueConstraint("AK_ObjectionAnswers_Id_ObjectionId_ById", x => new { x.Id, x.ObjectionId, x.ById });
                    table.ForeignKey(
                        name: "FK_ObjectionAnswers_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObjectionAnswers_Objections_ObjectionId",
                        column: x => x.ObjectionId,
                        principalTable: "Objections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObjectionAssignments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ObjectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObjectionAssignments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ObjectionAssignments_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObjectionAssignments_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObjectionAssignments_Objections_ObjectionId",
                        column: x => x.ObjectionId,
                        principalTable: "Objections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObjectionContacts",
                columns: table => new
                {
                    ObjectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObjectionContacts", x => x.ObjectionId);
                    table.ForeignKey(
                        name: "FK_ObjectionContacts_Objections_ObjectionId",
                        column: x => x.ObjectionId,
                        principalTable: "Objections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObjectionDecisions",
                columns: table => new
                {
                    AnswerId = table.Column<int>(type: "INTEGER", nullable: false),
                    ObjectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    AnsweredById = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    Accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObjectionDecisions", x => x.AnswerId);
                    table.CheckConstraint("CK_ObjectionDecisions_TwoPeople", "\"AnsweredById\" <> \"ById\"");
                    table.ForeignKey(
                        name: "FK_ObjectionDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObjectionDecisions_ObjectionAnswers_AnswerId_ObjectionId_AnsweredById",
                        columns: x => new { x.AnswerId, x.ObjectionId, x.AnsweredById },
                        principalTable: "ObjectionAnswers",
                        principalColumns: new[] { "Id", "ObjectionId", "ById" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Publications_CycleId_Number",
                table: "Publications",
                columns: new[] { "CycleId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionDecisions_ById",
                table: "CorrectionDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionDecisions_CorrectionId_CycleId_ProposedById",
                table: "CorrectionDecisions",
                columns: new[] { "CorrectionId", "CycleId", "ProposedById" });

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionDecisions_CycleId_Number",
                table: "CorrectionDecisions",
                columns: new[] { "CycleId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_EntryId",
                table: "Corrections",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_ProposedById",
                table: "Corrections",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_PublicationId",
                table: "Corrections",
                column: "PublicationId");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionAnswers_ById",
                table: "ObjectionAnswers",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionAnswers_ObjectionId",
                table: "ObjectionAnswers",
                column: "ObjectionId");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionAssignments_AccountId",
                table: "ObjectionAssignments",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionAssignments_ById",
                table: "ObjectionAssignments",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionAssignments_ObjectionId",
                table: "ObjectionAssignments",
                column: "ObjectionId");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionDecisions_AnswerId_ObjectionId_AnsweredById",
                table: "ObjectionDecisions",
                columns: new[] { "AnswerId", "ObjectionId", "AnsweredById" });

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionDecisions_ById",
                table: "ObjectionDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ObjectionDecisions_ObjectionId",
                table: "ObjectionDecisions",
                column: "ObjectionId",
                unique: true,
                filter: "\"Accepted\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_CycleId_Number",
                table: "Objections",
                columns: new[] { "CycleId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Objections_EnteredById",
                table: "Objections",
                column: "EnteredById");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_EntryId",
                table: "Objections",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_NoticeId",
                table: "Objections",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_ReceiptHash",
                table: "Objections",
                column: "ReceiptHash",
                unique: true);

            ObjectionGuards.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            ObjectionGuards.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "CorrectionDecisions");

            migrationBuilder.DropTable(
                name: "ObjectionAssignments");

            migrationBuilder.DropTable(
                name: "ObjectionContacts");

            migrationBuilder.DropTable(
                name: "ObjectionDecisions");

            migrationBuilder.DropTable(
                name: "Corrections");

            migrationBuilder.DropTable(
                name: "ObjectionAnswers");

            migrationBuilder.DropTable(
                name: "Objections");

            migrationBuilder.DropIndex(
                name: "IX_Publications_CycleId_Number",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "Substitute",
                table: "PublishedRows");

            migrationBuilder.DropColumn(
                name: "CorrectionId",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "Substitute",
                table: "NoticeRows");

            migrationBuilder.DropColumn(
                name: "OpenObjections",
                table: "Cycles");

            migrationBuilder.CreateIndex(
                name: "IX_Publications_CycleId",
                table: "Publications",
                column: "CycleId",
                unique: true);
        }
    }
}
