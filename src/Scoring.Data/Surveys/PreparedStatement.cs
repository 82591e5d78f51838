using System.Data.Common;
using System.Globalization;

namespace Scoring.Data.Surveys;

/// <summary>One statement, prepared once and run many times; its parameters are @p0, @p1 …</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand command;

    public PreparedStatement(DbConnection connection, DbTransaction? transaction, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; sql.Contains($"@p{i.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal); i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i.ToString(CultureInfo.InvariantCulture)}";
            command.Parameters.Add(parameter);
        }
    }

    /// <returns>How many rows it changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Its rows; read them to the end or dispose.</summary>
    public DbDataReader Rows(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
