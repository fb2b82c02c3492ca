using System.Xml.Linq;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>The packages' XML documentation, as it is shipped beside their assemblies.</summary>
internal static class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = new[] { typeof(Lifecycle), typeof(PlatformNotice) }
        .Select(type => XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")))
        .SelectMany(file => file.Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The ids of all members that are documented.</summary>
    public static IEnumerable<string> Ids => Members.Keys;

    /// <summary>The documentation of a member by its id, such as <c>T:EsimLifecycle.Lifecycle</c>; null where there is none.</summary>
    public static XElement? Find(string id) => Members.GetValueOrDefault(id);

    public static string Summary(string id) => (string?)Find(id)?.Element("summary") ?? "";
}
