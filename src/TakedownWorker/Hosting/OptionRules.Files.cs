using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>Database and files.</summary>
internal static partial class OptionRules
{
    private static readonly string[] SqliteFileKeys = ["Data Source", "DataSource", "Filename"];

    private static IEnumerable<ConfigurationFault> Files(TakedownOptions o)
    {
        if (o.DataDirectory.Trim().Length == 0)
        {
            yield return Fault("DataDirectory", "is empty. Write ./data, or /data in a container.");
            yield break;
        }

        if (o.Privacy.KeyFile.Trim().Length == 0)
        {
            yield return Fault("Privacy:KeyFile", "is empty. Write takedown.key.");
        }

        if (o.Mail.Outgoing.Folder.Trim().Length == 0)
        {
            yield return Fault("Mail:Outgoing:Folder", "is empty. Write pickup.");
        }

        if (o.Policies.Default.Trim().Length == 0)
        {
            yield return Fault("Policies:Default", "is empty. Name the policy of cases that name none, such as default.");
        }

        foreach (var fault in Folders(o).Concat(Database(o.Storage)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<ConfigurationFault> Folders(TakedownOptions o)
    {
        (string Key, string Value)[] folders =
        [
            ("Policies:Folder", o.Policies.Folder),
            ("LegalBases:Folder", o.LegalBases.Folder),
            .. o.Contacts.DirectoryFolders.Select((f, i) => (At("Contacts:DirectoryFolders", i), f)),
        ];
        return folders
            .Where(f => f.Value.Length > 0 && !Directory.Exists(o.InDataDirectory(f.Value)))
            .Select(f => Fault(f.Key, $"there is no folder '{o.InDataDirectory(f.Value)}'. Make it, or leave the key out for what comes with the program."));
    }

    private static IEnumerable<ConfigurationFault> Database(StorageOptions storage)
    {
        var text = storage.ConnectionString;
        if (storage.Provider == StorageProvider.PostgreSql && text.Trim().Length == 0)
        {
            yield return Fault("Storage:ConnectionString", "is empty, but Provider is PostgreSql. Write Host=…;Database=…;Username=…;Password=…, best as a secret file.");
        }

        if (storage.Provider == StorageProvider.Sqlite && text.Length > 0
            && !SqliteFileKeys.Any(k => text.Contains(k, StringComparison.OrdinalIgnoreCase)))
        {
            yield return Fault("Storage:ConnectionString", "names no file, but Provider is Sqlite. Write Data Source=FILE, leave it empty, or set Provider to PostgreSql.");
        }
    }
}
