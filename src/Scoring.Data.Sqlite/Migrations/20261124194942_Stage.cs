using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Stage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cycles_SchemeCode_Period",
                table: "Cycles");

            migrationBuilder.AddColumn<bool>(
                name: "Rehearsal",
                table: "Cycles",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "StageSteps",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CycleId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: true),
                    AttachmentId = table.Column<int>(type: "INTEGER", nullable: true),
                    Value = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StageSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StageSteps_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StageSteps_Attachments_AttachmentId",
                        column: x => x.AttachmentId,
                        principalTable: "Attachments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StageSteps_Cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "Cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StageSteps_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cycles_SchemeCode_Period",
                table: "Cycles",
                columns: new[] { "SchemeCode", "Period" },
                unique: true,
                filter: "\"Rehearsal\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_StageSteps_AttachmentId",
                table: "StageSteps",
                column: "AttachmentId");

            migrationBuilder.CreateIndex(
                name: "IX_StageSteps_ById",
                table: "StageSteps",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_StageSteps_CycleId_Number",
                table: "StageSteps",
                columns: new[] { "CycleId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StageSteps_EntryId",
                table: "StageSteps",
                column: "EntryId");
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, "StageSteps");
            NeverPublished.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            NeverPublished.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "StageSteps");

            migrationBuilder.DropIndex(
                name: "IX_Cycles_SchemeCode_Period",
                table: "Cycles");

            migrationBuilder.DropColumn(
                name: "Rehearsal",
                table: "Cycles");

            migrationBuilder.CreateIndex(
                name: "IX_Cycles_SchemeCode_Period",
                table: "Cycles",
                columns: new[] { "SchemeCode", "Period" },
                unique: true);
        }
    }
}
