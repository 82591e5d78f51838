using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Subjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Entries_CycleId_BranchId",
                table: "Entries");

            migrationBuilder.AddColumn<int>(
                name: "ScopeUnitId",
                table: "Judges",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OnePerUnit",
                table: "Entries",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "PairingId",
                table: "Entries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RollUpUnitId",
                table: "Entries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MetricFigures",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Block = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DepartmentId = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetricFigures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MetricFigures_Accounts_ById",
                        column: x => x.ById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MetricFigures_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MetricFigures_Units_DepartmentId",
                        column: x => x.DepartmentId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NotApplicables",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Block = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ProposedById = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ApprovedById = table.Column<int>(type: "INTEGER", nullable: true),
                    ApprovedAt = table.Column<string>(type: "TEXT", nullable: true),
                    CancelledAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotApplicables", x => x.Id);
                    table.CheckConstraint("CK_NotApplicables_TwoPeople", "\"ApprovedById\" IS NULL OR \"ApprovedById\" <> \"ProposedById\"");
                    table.ForeignKey(
                        name: "FK_NotApplicables_Accounts_ApprovedById",
                        column: x => x.ApprovedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NotApplicables_Accounts_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NotApplicables_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PairingAssignments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PairedUnitId = table.Column<int>(type: "INTEGER", nullable: false),
                    EstateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    LeadCadre = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Commitments = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PairingAssignments", x => x.Id);
                    table.CheckConstraint("CK_PairingAssignments_Days", "\"Until\" IS NULL OR \"Until\" >= \"Since\"");
                    table.ForeignKey(
                        name: "FK_PairingAssignments_Units_EstateId",
                        column: x => x.EstateId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PairingAssignments_Units_PairedUnitId",
                        column: x => x.PairedUnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Judges_ScopeUnitId",
                table: "Judges",
                column: "ScopeUnitId");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_CycleId_BranchId",
                table: "Entries",
                columns: new[] { "CycleId", "BranchId" },
                unique: true,
                filter: "\"State\" NOT IN ('Rejected', 'Withdrawn') AND \"OnePerUnit\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_CycleId_PairingId",
                table: "Entries",
                columns: new[] { "CycleId", "PairingId" },
                unique: true,
                filter: "\"State\" NOT IN ('Rejected', 'Withdrawn')");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_PairingId",
                table: "Entries",
                column: "PairingId");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_RollUpUnitId",
                table: "Entries",
                column: "RollUpUnitId");

            migrationBuilder.CreateIndex(
                name: "IX_MetricFigures_ById",
                table: "MetricFigures",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_MetricFigures_DepartmentId",
                table: "MetricFigures",
                column: "DepartmentId");

            migrationBuilder.CreateIndex(
                name: "IX_MetricFigures_EntryId_Block_Revision",
                table: "MetricFigures",
                columns: new[] { "EntryId", "Block", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NotApplicables_ApprovedById",
                table: "NotApplicables",
                column: "ApprovedById");

            migrationBuilder.CreateIndex(
                name: "IX_NotApplicables_EntryId_Block",
                table: "NotApplicables",
                columns: new[] { "EntryId", "Block" },
                unique: true,
                filter: "\"CancelledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_NotApplicables_ProposedById",
                table: "NotApplicables",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_PairingAssignments_EstateId",
                table: "PairingAssignments",
                column: "EstateId");

            migrationBuilder.CreateIndex(
                name: "IX_PairingAssignments_PairedUnitId_EstateId",
                table: "PairingAssignments",
                columns: new[] { "PairedUnitId", "EstateId" },
                unique: true,
                filter: "\"Until\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_Entries_PairingAssignments_PairingId",
                table: "Entries",
                column: "PairingId",
                principalTable: "PairingAssignments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Entries_Units_RollUpUnitId",
                table: "Entries",
                column: "RollUpUnitId",
                principalTable: "Units",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Judges_Units_ScopeUnitId",
                table: "Judges",
                column: "ScopeUnitId",
                principalTable: "Units",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, "MetricFigures");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Entries_PairingAssignments_PairingId",
                table: "Entries");

            migrationBuilder.DropForeignKey(
                name: "FK_Entries_Units_RollUpUnitId",
                table: "Entries");

            migrationBuilder.DropForeignKey(
                name: "FK_Judges_Units_ScopeUnitId",
                table: "Judges");

            migrationBuilder.DropTable(
                name: "MetricFigures");

            migrationBuilder.DropTable(
                name: "NotApplicables");

            migrationBuilder.DropTable(
                name: "PairingAssignments");

            migrationBuilder.DropIndex(
                name: "IX_Judges_ScopeUnitId",
                table: "Judges");

            migrationBuilder.DropIndex(
                name: "IX_Entries_CycleId_BranchId",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_CycleId_PairingId",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_PairingId",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_RollUpUnitId",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "ScopeUnitId",
                table: "Judges");

            migrationBuilder.DropColumn(
                name: "OnePerUnit",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "PairingId",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "RollUpUnitId",
                table: "Entries");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_CycleId_BranchId",
                table: "Entries",
                columns: new[] { "CycleId", "BranchId" },
                unique: true,
                filter: "\"State\" NOT IN ('Rejected', 'Withdrawn')");
        }
    }
}
