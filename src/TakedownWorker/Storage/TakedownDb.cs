using System.Text;
using Microsoft.EntityFrameworkCore;
using TakedownWorker.Storage.Rows;

namespace TakedownWorker.Storage;

/// <summary>
/// The model, the same on both databases: snake case, ids as they are, instants as ticks since 1970 UTC (bigint), sealed
/// columns as bytes that the store seals itself (a value converter could not see the case).
/// </summary>
internal abstract partial class TakedownDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<InstallationRow> Installation => Set<InstallationRow>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<TakedownRow> Takedowns => Set<TakedownRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<ItemRow> Items => Set<ItemRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<RouteRow> Routes => Set<RouteRow>();

    public DbSet<LookRow> Looks => Set<LookRow>();

    public DbSet<WakeUpRow> WakeUps => Set<WakeUpRow>();

    public DbSet<RouteWorkRow> RouteWork => Set<RouteWorkRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<HostRow> Hosts => Set<HostRow>();

    public DbSet<HostFactRow> HostFacts => Set<HostFactRow>();

    public DbSet<SharedHostRow> SharedHosts => Set<SharedHostRow>();

    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InstallationRow>(e =>
        {
            e.ToTable("installation");
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        CaseTables(modelBuilder);
        WorkTables(modelBuilder);
        HostTables(modelBuilder);
        LedgerTables(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static void CaseTables(ModelBuilder b)
    {
        b.Entity<CaseRow>(e =>
        {
            e.ToTable("cases");
            e.HasIndex(x => x.Reference).IsUnique();
            e.HasIndex(x => x.CallerKey).IsUnique();
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        b.Entity<TakedownRow>(e =>
        {
            e.ToTable("takedowns");
            e.HasIndex(x => new { x.CaseId, x.UrlKey }).IsUnique();
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        b.Entity<NoticeRow>(e =>
        {
            e.ToTable("notices");
            e.HasIndex(x => x.CaseId);
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        b.Entity<ItemRow>(e =>
        {
            e.ToTable("items");
            e.HasKey(x => new { x.TakedownId, x.Attempt, x.Rung, x.Role, x.Party, x.Kind, x.Number, x.RouteTry });
            e.HasIndex(x => x.CaseId);
        });
        b.Entity<TaskRow>(e =>
        {
            e.ToTable("tasks");
            e.HasIndex(x => new { x.CaseId, x.SettledAt });
            e.HasIndex(x => new { x.SettledAt, x.Since });
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        b.Entity<RouteRow>(e =>
        {
            e.ToTable("routes");
            e.HasKey(x => x.RouteKey);
        });
    }

    private static void WorkTables(ModelBuilder b)
    {
        b.Entity<LookRow>(e =>
        {
            e.ToTable("looks");
            e.HasIndex(x => new { x.TakedownId, x.Vantage }).IsUnique();
            e.HasIndex(x => new { x.Due, x.LeaseUntil });
            e.HasIndex(x => x.CaseId);
        });
        b.Entity<HostSlotRow>(e =>
        {
            e.ToTable("host_slots");
            e.HasKey(x => x.HostKey);
        });
        b.Entity<WakeUpRow>(e =>
        {
            e.ToTable("wakeups");
            e.HasKey(x => x.TakedownId);
            e.Property(x => x.TakedownId).ValueGeneratedNever();
            e.HasIndex(x => new { x.Due, x.LeaseUntil });
            e.HasIndex(x => x.CaseId);
        });
        b.Entity<RouteWorkRow>(e =>
        {
            e.ToTable("route_work");
            e.HasKey(x => x.TakedownId);
            e.Property(x => x.TakedownId).ValueGeneratedNever();
            e.HasIndex(x => new { x.Due, x.LeaseUntil });
            e.HasIndex(x => x.CaseId);
        });
        b.Entity<OutboxRow>(e =>
        {
            e.ToTable("outbox");
            e.HasIndex(x => new { x.Due, x.LeaseUntil });
            e.HasIndex(x => x.NoticeId).IsUnique();
            e.HasIndex(x => x.CaseId);
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        b.Entity<FirstLetterRow>(e =>
        {
            e.ToTable("first_letters");
            e.HasKey(x => x.OutboxId);
            e.Property(x => x.OutboxId).ValueGeneratedNever();
            e.HasIndex(x => x.At);
        });
        b.Entity<DutyRow>(e =>
        {
            e.ToTable("duties");
            e.HasKey(x => x.Name);
        });
    }

    private static void LedgerTables(ModelBuilder b)
    {
        b.Entity<LedgerRow>(e =>
        {
            e.ToTable("ledger");
            e.HasKey(x => new { x.CaseId, x.Seq });
            e.Property(x => x.Seq).ValueGeneratedNever();
        });
        b.Entity<CheckpointRow>(e =>
        {
            e.ToTable("checkpoints");
            e.HasKey(x => x.Seq);
            e.Property(x => x.Seq).ValueGeneratedNever();
        });
        b.Entity<CheckpointHeadRow>(e =>
        {
            e.ToTable("checkpoint_heads");
            e.HasKey(x => new { x.CaseId, x.Seq });
            e.HasIndex(x => x.Checkpoint);
        });
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}

internal sealed class SqliteTakedownDb(DbContextOptions<SqliteTakedownDb> options) : TakedownDb(options);

internal sealed class PostgresTakedownDb(DbContextOptions<PostgresTakedownDb> options) : TakedownDb(options);
