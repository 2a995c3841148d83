using System.Data.Common;

namespace TakedownWorker.Storage;

/// <summary>Short forms for the statements written by hand.</summary>
internal static class DbCommands
{
    public static DbCommand Command(
        this DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text comes from Statements; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static DbCommand Command(this WriteScope scope, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        scope.Connection.Command(scope.Transaction, sql, parameters);

    public static async Task<int> ExecuteAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public static async Task<object?> ScalarAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? value : null;
        }
    }

    public static async Task<List<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await using (command)
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                list.Add(read(reader));
            }
        }

        return list;
    }

    public static DbCommand With(this DbCommand command, Database database, RowBatch rows)
    {
        database.AddRows(command, rows);
        return command;
    }

    public static byte[] GetBytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);
}
