using System.Xml.Linq;

namespace EsimLifecycle.Tests;

/// <summary>The library's XML documentation, as it is shipped beside the assembly.</summary>
internal static class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(Lifecycle).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The documentation of a member by its id, such as <c>T:EsimLifecycle.Lifecycle</c>; null where there is none.</summary>
    public static XElement? Find(string id) => Members.GetValueOrDefault(id);

    public static string Summary(string id) => (string?)Find(id)?.Element("summary") ?? "";
}
