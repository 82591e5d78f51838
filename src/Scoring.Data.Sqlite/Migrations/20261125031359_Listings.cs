using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Listings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ShownUntil",
                table: "Publications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AdverseFindings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    ReplyUntil = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdverseFindings", x => x.Id);
                    table.CheckConstraint("CK_AdverseFindings_Document", "length(trim(\"Document\")) > 0");
                    table.ForeignKey(
                        name: "FK_AdverseFindings_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdverseFindings_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdverseFindings_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrganisationDecisions",
                columns: table => new
                {
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    TallyRunId = table.Column<int>(type: "INTEGER", nullable: false),
                    Document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationDecisions", x => x.CycleId);
                    table.ForeignKey(
                        name: "FK_OrganisationDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrganisationDecisions_Approvals_TallyRunId",
                        column: x => x.TallyRunId,
                        principalTable: "Approvals",
                        principalColumn: "TallyRunId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrganisationDecisions_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AdverseDecisions",
                columns: table => new
                {
                    FindingId = table.Column<int>(type: "INTEGER", nullable: false),
                    Listed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ProposedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdverseDecisions", x => x.FindingId);
                    table.CheckConstraint("CK_AdverseDecisions_TwoPeople", "\"ById\" <> \"ProposedById\"");
                    table.ForeignKey(
                        name: "FK_AdverseDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdverseDecisions_Accounts_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdverseDecisions_AdverseFindings_FindingId",
                        column: x => x.FindingId,
                        principalTable: "AdverseFindings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AdverseReplies",
                columns: table => new
                {
                    FindingId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdverseReplies", x => x.FindingId);
                    table.ForeignKey(
                        name: "FK_AdverseReplies_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdverseReplies_AdverseFindings_FindingId",
                        column: x => x.FindingId,
                        principalTable: "AdverseFindings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AdverseDecisions_ById",
                table: "AdverseDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_AdverseDecisions_ProposedById",
                table: "AdverseDecisions",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_AdverseFindings_ById",
                table: "AdverseFindings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_AdverseFindings_CycleId",
                table: "AdverseFindings",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_AdverseFindings_EntryId",
                table: "AdverseFindings",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AdverseReplies_ById",
                table: "AdverseReplies",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationDecisions_ById",
                table: "OrganisationDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationDecisions_TallyRunId",
                table: "OrganisationDecisions",
                column: "TallyRunId");

            ListingGuards.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            ListingGuards.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "AdverseDecisions");

            migrationBuilder.DropTable(
                name: "AdverseReplies");

            migrationBuilder.DropTable(
                name: "OrganisationDecisions");

            migrationBuilder.DropTable(
                name: "AdverseFindings");

            migrationBuilder.DropColumn(
                name: "ShownUntil",
                table: "Publications");
        }
    }
}
