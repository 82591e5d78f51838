using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Papers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PaperForms",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    KeptFromId = table.Column<int>(type: "INTEGER", nullable: true),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperForms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperForms_Accounts_KeptFromId",
                        column: x => x.KeptFromId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperForms_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FormReadings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FormId = table.Column<int>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    Values = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormReadings", x => x.Id);
                    table.UniqueConstraint("AK_FormReadings_FormId_ById", x => new { x.FormId, x.ById });
                    table.CheckConstraint("CK_FormReadings_Two", "\"Ordinal\" IN (1, 2)");
                    table.ForeignKey(
                        name: "FK_FormReadings_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FormReadings_PaperForms_FormId",
                        column: x => x.FormId,
                        principalTable: "PaperForms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperSheets",
                columns: table => new
                {
                    FormId = table.Column<int>(type: "INTEGER", nullable: false),
                    JudgeId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperSheets", x => x.FormId);
                    table.ForeignKey(
                        name: "FK_PaperSheets_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSheets_Judges_JudgeId",
                        column: x => x.JudgeId,
                        principalTable: "Judges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSheets_PaperForms_FormId",
                        column: x => x.FormId,
                        principalTable: "PaperForms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperSettlements",
                columns: table => new
                {
                    FormId = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstById = table.Column<int>(type: "INTEGER", nullable: false),
                    SecondById = table.Column<int>(type: "INTEGER", nullable: false),
                    ResolvedById = table.Column<int>(type: "INTEGER", nullable: true),
                    Values = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperSettlements", x => x.FormId);
                    table.CheckConstraint("CK_PaperSettlements_ThirdPerson", "\"FirstById\" <> \"SecondById\" AND (\"ResolvedById\" IS NULL OR (\"ResolvedById\" <> \"FirstById\" AND \"ResolvedById\" <> \"SecondById\"))");
                    table.ForeignKey(
                        name: "FK_PaperSettlements_Accounts_ResolvedById",
                        column: x => x.ResolvedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSettlements_PaperForms_FormId",
                        column: x => x.FormId,
                        principalTable: "PaperForms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSettlements_FormReadings_FormId_FirstById",
                        columns: x => new { x.FormId, x.FirstById },
                        principalTable: "FormReadings",
                        principalColumns: new[] { "FormId", "ById" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSettlements_FormReadings_FormId_SecondById",
                        columns: x => new { x.FormId, x.SecondById },
                        principalTable: "FormReadings",
                        principalColumns: new[] { "FormId", "ById" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperSheetOutcomes",
                columns: table => new
                {
                    FormId = table.Column<int>(type: "INTEGER", nullable: false),
                    SheetId = table.Column<int>(type: "INTEGER", nullable: true),
                    ById = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperSheetOutcomes", x => x.FormId);
                    table.CheckConstraint("CK_PaperSheetOutcomes_Reason", "(\"ById\" IS NULL AND \"SheetId\" IS NOT NULL) OR (\"ById\" IS NOT NULL AND length(trim(coalesce(\"Reason\", ''))) > 0)");
                    table.ForeignKey(
                        name: "FK_PaperSheetOutcomes_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSheetOutcomes_PaperSettlements_FormId",
                        column: x => x.FormId,
                        principalTable: "PaperSettlements",
                        principalColumn: "FormId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperSheetOutcomes_ScoreSheets_SheetId",
                        column: x => x.SheetId,
                        principalTable: "ScoreSheets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaperForms_CycleId_Subject",
                table: "PaperForms",
                columns: new[] { "CycleId", "Subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperForms_KeptFromId",
                table: "PaperForms",
                column: "KeptFromId");

            migrationBuilder.CreateIndex(
                name: "IX_FormReadings_ById",
                table: "FormReadings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_FormReadings_FormId_Ordinal",
                table: "FormReadings",
                columns: new[] { "FormId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperSettlements_FormId_FirstById",
                table: "PaperSettlements",
                columns: new[] { "FormId", "FirstById" });

            migrationBuilder.CreateIndex(
                name: "IX_PaperSettlements_FormId_SecondById",
                table: "PaperSettlements",
                columns: new[] { "FormId", "SecondById" });

            migrationBuilder.CreateIndex(
                name: "IX_PaperSettlements_ResolvedById",
                table: "PaperSettlements",
                column: "ResolvedById");

            migrationBuilder.CreateIndex(
                name: "IX_PaperSheetOutcomes_ById",
                table: "PaperSheetOutcomes",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PaperSheetOutcomes_SheetId",
                table: "PaperSheetOutcomes",
                column: "SheetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperSheets_EntryId",
                table: "PaperSheets",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperSheets_JudgeId_EntryId_Number",
                table: "PaperSheets",
                columns: new[] { "JudgeId", "EntryId", "Number" },
                unique: true);
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, "PaperForms", "FormReadings", "PaperSettlements", "PaperSheets", "PaperSheetOutcomes");
            BlindPapers.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PaperSheetOutcomes");

            migrationBuilder.DropTable(
                name: "PaperSheets");

            migrationBuilder.DropTable(
                name: "PaperSettlements");

            migrationBuilder.DropTable(
                name: "FormReadings");

            migrationBuilder.DropTable(
                name: "PaperForms");
        }
    }
}
