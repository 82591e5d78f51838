using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Levels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Award",
                table: "PublishedRows",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Award",
                table: "NoticeRows",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Applied",
                table: "Entries",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Pledges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pledges", x => x.Id);
                    table.CheckConstraint("CK_Pledges_Level", "\"Level\" >= 1");
                    table.ForeignKey(
                        name: "FK_Pledges_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Pledges_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Pledges_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Revocations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Section = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    AttachmentId = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    ReplyUntil = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Revocations", x => x.Id);
                    table.CheckConstraint("CK_Revocations_Document", "length(trim(\"Document\")) > 0");
                    table.ForeignKey(
                        name: "FK_Revocations_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Revocations_Attachments_AttachmentId",
                        column: x => x.AttachmentId,
                        principalTable: "Attachments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Revocations_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Revocations_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Revocations_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LostSections",
                columns: table => new
                {
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Section = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    RevocationId = table.Column<int>(type: "INTEGER", nullable: false),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SectionName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    After = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LostSections", x => new { x.EntryId, x.Section });
                    table.ForeignKey(
                        name: "FK_LostSections_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LostSections_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LostSections_Revocations_RevocationId",
                        column: x => x.RevocationId,
                        principalTable: "Revocations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RevocationOpinions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RevocationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Revoke = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevocationOpinions", x => x.Id);
                    table.CheckConstraint("CK_RevocationOpinions_Two", "\"Number\" IN (1, 2)");
                    table.ForeignKey(
                        name: "FK_RevocationOpinions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RevocationOpinions_Revocations_RevocationId",
                        column: x => x.RevocationId,
                        principalTable: "Revocations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RevocationReplies",
                columns: table => new
                {
                    RevocationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevocationReplies", x => x.RevocationId);
                    table.ForeignKey(
                        name: "FK_RevocationReplies_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RevocationReplies_Revocations_RevocationId",
                        column: x => x.RevocationId,
                        principalTable: "Revocations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LostSections_CycleId",
                table: "LostSections",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_LostSections_RevocationId",
                table: "LostSections",
                column: "RevocationId");

            migrationBuilder.CreateIndex(
                name: "IX_Pledges_ById",
                table: "Pledges",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Pledges_CycleId_UnitId_Revision",
                table: "Pledges",
                columns: new[] { "CycleId", "UnitId", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Pledges_UnitId",
                table: "Pledges",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_RevocationOpinions_ById",
                table: "RevocationOpinions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_RevocationOpinions_RevocationId_ById",
                table: "RevocationOpinions",
                columns: new[] { "RevocationId", "ById" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RevocationOpinions_RevocationId_Number",
                table: "RevocationOpinions",
                columns: new[] { "RevocationId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RevocationReplies_ById",
                table: "RevocationReplies",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Revocations_AttachmentId",
                table: "Revocations",
                column: "AttachmentId");

            migrationBuilder.CreateIndex(
                name: "IX_Revocations_ById",
                table: "Revocations",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Revocations_CycleId",
                table: "Revocations",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_Revocations_EntryId_Section_Number",
                table: "Revocations",
                columns: new[] { "EntryId", "Section", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Revocations_UnitId",
                table: "Revocations",
                column: "UnitId");

            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, "Pledges", "Revocations", "RevocationReplies", "RevocationOpinions", "LostSections");
            Scoring.Data.Sqlite.TwoOpinions.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LostSections");

            migrationBuilder.DropTable(
                name: "Pledges");

            migrationBuilder.DropTable(
                name: "RevocationOpinions");

            migrationBuilder.DropTable(
                name: "RevocationReplies");

            migrationBuilder.DropTable(
                name: "Revocations");

            migrationBuilder.DropColumn(
                name: "Award",
                table: "PublishedRows");

            migrationBuilder.DropColumn(
                name: "Award",
                table: "NoticeRows");

            migrationBuilder.DropColumn(
                name: "Applied",
                table: "Entries");
        }
    }
}
