using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Drafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SchemeDrafts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    BasedOnId = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedById = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", nullable: false),
                    GivenUpAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchemeDrafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SchemeDrafts_Accounts_CreatedById",
                        column: x => x.CreatedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SchemeDrafts_SchemeVersions_BasedOnId",
                        column: x => x.BasedOnId,
                        principalTable: "SchemeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SchemeDraftSaves",
                columns: table => new
                {
                    DraftId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchemeDraftSaves", x => new { x.DraftId, x.Number });
                    table.ForeignKey(
                        name: "FK_SchemeDraftSaves_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SchemeDraftSaves_SchemeDrafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "SchemeDrafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SchemeDraftSubmissions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DraftId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchemeDraftSubmissions", x => x.Id);
                    table.UniqueConstraint("AK_SchemeDraftSubmissions_Id_ById", x => new { x.Id, x.ById });
                    table.ForeignKey(
                        name: "FK_SchemeDraftSubmissions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SchemeDraftSubmissions_SchemeDraftSaves_DraftId_Number",
                        columns: x => new { x.DraftId, x.Number },
                        principalTable: "SchemeDraftSaves",
                        principalColumns: new[] { "DraftId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SchemeDraftDecisions",
                columns: table => new
                {
                    SubmissionId = table.Column<int>(type: "INTEGER", nullable: false),
                    SubmittedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    SchemeVersionId = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchemeDraftDecisions", x => x.SubmissionId);
                    table.CheckConstraint("CK_SchemeDraftDecisions_OneOf", "(\"SchemeVersionId\" IS NULL) = (length(trim(coalesce(\"Reason\", ''))) > 0)");
                    table.CheckConstraint("CK_SchemeDraftDecisions_TwoPeople", "\"SubmittedById\" <> \"ById\"");
                    table.ForeignKey(
                        name: "FK_SchemeDraftDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SchemeDraftDecisions_SchemeDraftSubmissions_SubmissionId_SubmittedById",
                        columns: x => new { x.SubmissionId, x.SubmittedById },
                        principalTable: "SchemeDraftSubmissions",
                        principalColumns: new[] { "Id", "ById" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SchemeDraftDecisions_SchemeVersions_SchemeVersionId",
                        column: x => x.SchemeVersionId,
                        principalTable: "SchemeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDraftDecisions_ById",
                table: "SchemeDraftDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDraftDecisions_SchemeVersionId",
                table: "SchemeDraftDecisions",
                column: "SchemeVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDraftDecisions_SubmissionId_SubmittedById",
                table: "SchemeDraftDecisions",
                columns: new[] { "SubmissionId", "SubmittedById" });

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDrafts_BasedOnId",
                table: "SchemeDrafts",
                column: "BasedOnId");

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDrafts_CreatedById",
                table: "SchemeDrafts",
                column: "CreatedById");

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDraftSaves_ById",
                table: "SchemeDraftSaves",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDraftSubmissions_ById",
                table: "SchemeDraftSubmissions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_SchemeDraftSubmissions_DraftId_Number",
                table: "SchemeDraftSubmissions",
                columns: new[] { "DraftId", "Number" },
                unique: true);
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, [.. Scoring.Data.Sqlite.AppendOnly.OfDrafts]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            Scoring.Data.Sqlite.AppendOnly.Drop(migrationBuilder, [.. Scoring.Data.Sqlite.AppendOnly.OfDrafts]);
            migrationBuilder.DropTable(
                name: "SchemeDraftDecisions");

            migrationBuilder.DropTable(
                name: "SchemeDraftSubmissions");

            migrationBuilder.DropTable(
                name: "SchemeDraftSaves");

            migrationBuilder.DropTable(
                name: "SchemeDrafts");
        }
    }
}
