using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Takes out of a documentation file what is not public. Runs in the build; see Directory.Build.targets.</summary>
public class KeepPublicDocs : Task
{
    [Required]
    public string Docs { get; set; }

    [Required]
    public ITaskItem[] PublicApi { get; set; }

    public override bool Execute()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in PublicApi)
        {
            foreach (var line in File.ReadAllLines(file.ItemSpec))
                known.Add(NameIn(line));
        }

        var text = File.ReadAllText(Docs);
        File.WriteAllText(Docs, Regex.Replace(
            text,
            "[ \t]*<member name=\"(.):([^\"]*)\">.*?</member>\r?\n?",
            member => IsPublic(known, member.Groups[2].Value) ? member.Value : "",
            RegexOptions.Singleline));
        return true;
    }

    /// <summary>"static EsimLifecycle.Money.Parse(string! s) -> EsimLifecycle.Money" is called EsimLifecycle.Money.Parse.</summary>
    private static string NameIn(string line)
    {
        var name = Regex.Replace(line, "^(?:[a-z~]+ )+(?=EsimLifecycle)", "");
        name = Regex.Split(name, @" -> | = |\(")[0];
        name = Regex.Replace(name, @"\.this\[.*$", ".Item");
        for (var before = ""; before != name;)
            name = Regex.Replace(before = name, "<[^<>]*>", "");
        return Regex.Replace(name, @"\.(get|set|init)$", "");
    }

    /// <summary>An id without parameters, arities and accessors is such a name; constructors bear the name of their type, and operators are as public as it is.</summary>
    private static bool IsPublic(HashSet<string> known, string id)
    {
        var name = Regex.Replace(id.Split('(')[0], "`+[0-9]+", "");
        var dot = name.LastIndexOf('.');
        var type = dot < 0 ? "" : name.Substring(0, dot);
        if (name.EndsWith(".#ctor", StringComparison.Ordinal))
            return known.Contains(type + "." + type.Substring(type.LastIndexOf('.') + 1));
        if (name.IndexOf(".op_", StringComparison.Ordinal) >= 0)
            return known.Contains(type);
        return known.Contains(name);
    }
}
