using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Phone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "TakenBack",
                table: "SheetReopenings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "JudgePasses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    JudgeId = table.Column<int>(type: "INTEGER", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    IssuedById = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<string>(type: "TEXT", nullable: false),
                    DeviceHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    UsedAt = table.Column<string>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JudgePasses", x => x.Id);
                    table.CheckConstraint("CK_JudgePasses_Used", "(\"DeviceHash\" IS NULL) = (\"UsedAt\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_JudgePasses_Accounts_IssuedById",
                        column: x => x.IssuedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_JudgePasses_Judges_JudgeId",
                        column: x => x.JudgeId,
                        principalTable: "Judges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LateSheets",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    JudgeId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Marks = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    ArrivedAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LateSheets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LateSheets_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LateSheets_Judges_JudgeId",
                        column: x => x.JudgeId,
                        principalTable: "Judges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LateDecisions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    LateSheetId = table.Column<int>(type: "INTEGER", nullable: false),
                    TakenIn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LateDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LateDecisions_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LateDecisions_LateSheets_LateSheetId",
                        column: x => x.LateSheetId,
                        principalTable: "LateSheets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_JudgePasses_IssuedById",
                table: "JudgePasses",
                column: "IssuedById");

            migrationBuilder.CreateIndex(
                name: "IX_JudgePasses_JudgeId",
                table: "JudgePasses",
                column: "JudgeId",
                unique: true,
                filter: "\"RevokedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_JudgePasses_TokenHash",
                table: "JudgePasses",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LateDecisions_ById",
                table: "LateDecisions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_LateDecisions_LateSheetId",
                table: "LateDecisions",
                column: "LateSheetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LateSheets_EntryId",
                table: "LateSheets",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_LateSheets_JudgeId_EntryId_Revision_Round",
                table: "LateSheets",
                columns: new[] { "JudgeId", "EntryId", "Revision", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LateSheets_Key",
                table: "LateSheets",
                column: "Key",
                unique: true);
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, "LateSheets", "LateDecisions");
            OneDevice.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            OneDevice.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "JudgePasses");

            migrationBuilder.DropTable(
                name: "LateDecisions");

            migrationBuilder.DropTable(
                name: "LateSheets");

            migrationBuilder.DropColumn(
                name: "TakenBack",
                table: "SheetReopenings");
        }
    }
}
