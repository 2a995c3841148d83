using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace TakedownWorker.Storage;

/// <summary>For <c>dotnet ef migrations add</c>; nothing is connected to.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteTakedownDb>
{
    public SqliteTakedownDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteTakedownDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>For <c>dotnet ef migrations add</c>; nothing is connected to.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresTakedownDb>
{
    public PostgresTakedownDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresTakedownDb>().UseNpgsql("Host=127.0.0.1;Database=design").Options);
}
