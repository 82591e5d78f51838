using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scoring.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Ballots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Unordered.Pack(migrationBuilder);
            Scoring.Data.Sqlite.AppendOnly.Create(migrationBuilder, "Ballots");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Packed ballots are not unpacked: restore the backup.");
    }
}
