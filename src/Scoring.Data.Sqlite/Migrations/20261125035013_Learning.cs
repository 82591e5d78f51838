using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Learning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Outings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PlannedById = table.Column<int>(type: "INTEGER", nullable: false),
                    PlannedAt = table.Column<string>(type: "TEXT", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    NotedAt = table.Column<string>(type: "TEXT", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Outings_Accounts_PlannedById",
                        column: x => x.PlannedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PracticeTemplates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    StreetId = table.Column<int>(type: "INTEGER", nullable: false),
                    Winner = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    Steps = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    Effect = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    PutInById = table.Column<int>(type: "INTEGER", nullable: false),
                    PutInAt = table.Column<string>(type: "TEXT", nullable: false),
                    ReleasedById = table.Column<int>(type: "INTEGER", nullable: true),
                    ReleasedAt = table.Column<string>(type: "TEXT", nullable: true),
                    ReturnReason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PracticeTemplates", x => x.Id);
                    table.CheckConstraint("CK_PracticeTemplates_TwoPeople", "\"ReleasedById\" IS NULL OR \"ReleasedById\" <> \"PutInById\"");
                    table.ForeignKey(
                        name: "FK_PracticeTemplates_Accounts_PutInById",
                        column: x => x.PutInById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PracticeTemplates_Accounts_ReleasedById",
                        column: x => x.ReleasedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PracticeTemplates_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PracticeTemplates_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PracticeTemplates_Units_StreetId",
                        column: x => x.StreetId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutingGuests",
                columns: table => new
                {
                    OutingId = table.Column<int>(type: "INTEGER", nullable: false),
                    StreetId = table.Column<int>(type: "INTEGER", nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: true),
                    Names = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SignedUpById = table.Column<int>(type: "INTEGER", nullable: true),
                    SignedUpAt = table.Column<string>(type: "TEXT", nullable: true),
                    Came = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutingGuests", x => new { x.OutingId, x.StreetId });
                    table.ForeignKey(
                        name: "FK_OutingGuests_Accounts_SignedUpById",
                        column: x => x.SignedUpById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OutingGuests_Outings_OutingId",
                        column: x => x.OutingId,
                        principalTable: "Outings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_OutingGuests_Units_StreetId",
                        column: x => x.StreetId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutingSpeakers",
                columns: table => new
                {
                    OutingId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutingSpeakers", x => new { x.OutingId, x.EntryId });
                    table.ForeignKey(
                        name: "FK_OutingSpeakers_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OutingSpeakers_Outings_OutingId",
                        column: x => x.OutingId,
                        principalTable: "Outings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PracticeFiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TemplateId = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PracticeFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PracticeFiles_PracticeTemplates_TemplateId",
                        column: x => x.TemplateId,
                        principalTable: "PracticeTemplates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutingGuests_SignedUpById",
                table: "OutingGuests",
                column: "SignedUpById");

            migrationBuilder.CreateIndex(
                name: "IX_OutingGuests_StreetId",
                table: "OutingGuests",
                column: "StreetId");

            migrationBuilder.CreateIndex(
                name: "IX_Outings_Day",
                table: "Outings",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_Outings_PlannedById",
                table: "Outings",
                column: "PlannedById");

            migrationBuilder.CreateIndex(
                name: "IX_OutingSpeakers_EntryId",
                table: "OutingSpeakers",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeFiles_TemplateId",
                table: "PracticeFiles",
                column: "TemplateId");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeTemplates_CycleId",
                table: "PracticeTemplates",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeTemplates_EntryId",
                table: "PracticeTemplates",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PracticeTemplates_PutInById",
                table: "PracticeTemplates",
                column: "PutInById");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeTemplates_ReleasedById",
                table: "PracticeTemplates",
                column: "ReleasedById");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeTemplates_StreetId",
                table: "PracticeTemplates",
                column: "StreetId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OutingGuests");

            migrationBuilder.DropTable(
                name: "OutingSpeakers");

            migrationBuilder.DropTable(
                name: "PracticeFiles");

            migrationBuilder.DropTable(
                name: "Outings");

            migrationBuilder.DropTable(
                name: "PracticeTemplates");
        }
    }
}
