using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Scoring.Data;

namespace Scoring.Web.Tests.Store;

public sealed class MigrationTests
{
    [Fact]
    public void Migrations_match_the_model()
    {
        using var db = WebApp.OpenDb(NewFile());
        db.Database.HasPendingModelChanges().ShouldBeFalse("the model has changed: add a migration (docs/decisions/0002)");
    }

    [Fact]
    public void Catches_a_model_that_no_migration_knows()
    {
        var options = new DbContextOptionsBuilder<ScoringDb>().UseSqliteFile(NewFile());
        options.ReplaceService<IModelCustomizer, OneColumnMore>();
        using var db = new ScoringDb(options.Options);
        db.Database.HasPendingModelChanges().ShouldBeTrue();
    }

    [Fact]
    public void A_new_file_gets_every_table_of_the_model()
    {
        using var db = WebApp.OpenDb(NewFile());
        db.Database.Migrate();
        db.Database.GetPendingMigrations().ShouldBeEmpty();
        var made = db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table'").ToList();
        db.Model.GetEntityTypes().Select(t => t.GetTableName()).ShouldBeSubsetOf(made);
    }

    private static string NewFile() => Path.Combine(TestFolder.New("migrations"), "scoring.db");

    private sealed class OneColumnMore(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<Data.Records.Setting>().Property<int>("Planted");
        }
    }
}
