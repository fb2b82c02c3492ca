namespace Shop;

/// <summary>Who can be chosen at the pretended sign-in. <b>Put your authentication here</b>: the rest needs a name and a role, as claims.</summary>
internal static class People
{
    public static readonly (string Name, Role Role)[] All = [("Ayu", Role.Customer), ("Budi", Role.Customer), ("Mei", Role.Customer), ("Dewi", Role.Agent), ("Rahman", Role.Reviewer)];

    public static ClaimsPrincipal Find(string name, string scheme) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, $"{All.First(person => person.Name == name).Role}")], scheme));

    /// <summary>How the library knows who is signed in; null for whoever has none of the roles there are.</summary>
    public static Caller? ToCaller(this ClaimsPrincipal user) => !PersonalReference.TryParse(user.Identity?.Name, out var id) ? null
        : user.IsInRole(nameof(Role.Customer)) ? Caller.Customer(CallerChannel.Web, id, IdentityAssurance.Substantial)
        : user.IsInRole(nameof(Role.Agent)) ? Caller.Agent(CallerChannel.Web, id)
        : user.IsInRole(nameof(Role.Reviewer)) ? Caller.Reviewer(id) : null;
}
