using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Practice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CancelReason",
                table: "Adjustments",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CancelledById",
                table: "Adjustments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PracticeClips",
                columns: table => new
                {
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    AddedById = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PracticeClips", x => x.CycleId);
                    table.ForeignKey(
                        name: "FK_PracticeClips_Accounts_AddedById",
                        column: x => x.AddedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PracticeClips_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PracticeSheets",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    JudgeId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Marks = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PracticeSheets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PracticeSheets_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PracticeSheets_Judges_JudgeId",
                        column: x => x.JudgeId,
                        principalTable: "Judges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Adjustments_CancelledById",
                table: "Adjustments",
                column: "CancelledById");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeClips_AddedById",
                table: "PracticeClips",
                column: "AddedById");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeSheets_CycleId",
                table: "PracticeSheets",
                column: "CycleId");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeSheets_JudgeId_Number",
                table: "PracticeSheets",
                columns: new[] { "JudgeId", "Number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Adjustments_Accounts_CancelledById",
                table: "Adjustments",
                column: "CancelledById",
                principalTable: "Accounts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Adjustments_Accounts_CancelledById",
                table: "Adjustments");

            migrationBuilder.DropTable(
                name: "PracticeClips");

            migrationBuilder.DropTable(
                name: "PracticeSheets");

            migrationBuilder.DropIndex(
                name: "IX_Adjustments_CancelledById",
                table: "Adjustments");

            migrationBuilder.DropColumn(
                name: "CancelReason",
                table: "Adjustments");

            migrationBuilder.DropColumn(
                name: "CancelledById",
                table: "Adjustments");
        }
    }
}
