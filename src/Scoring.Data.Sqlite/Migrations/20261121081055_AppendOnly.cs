using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Unordered.Create(migrationBuilder);
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, [.. Scoring.Data.Sqlite.AppendOnly.First]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            Scoring.Data.Sqlite.AppendOnly.Drop(migrationBuilder, [.. Scoring.Data.Sqlite.AppendOnly.First]);
        }
    }
}
