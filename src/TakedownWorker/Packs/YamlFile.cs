using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TakedownWorker.Packs;

/// <summary>Opens one YAML file as one mapping; anything else is a fault that names line and cause.</summary>
internal static class YamlFile
{
    public static YamlMap? Open(PackText file, List<PackFault> faults)
    {
        try
        {
            using var reader = new StringReader(file.Content);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(file.Name, "", root, faults);
            }

            faults.Add(new PackFault(file.Name, 1, "", "", "must hold exactly one YAML mapping"));
        }
        catch (YamlException e)
        {
            faults.Add(new PackFault(file.Name, (int)e.Start.Line, "", "", $"is not YAML: {e.Message}"));
        }

        return null;
    }
}
