using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.AddressNormalizer;

public class Address
{
    public string Street { get; set; } = "";
    public string City { get; set; } = "";
    public IDictionary<string, string> Extra { get; set; } = new Dictionary<string, string>();
}

/// <summary>A static handler: a shared Regex and shared serializer options are made for it, the DTO is the invocation's.</summary>
public static class Function
{
    private static readonly Regex Spaces = new(@"\s+", RegexOptions.Compiled);
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = false };
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    public static async Task<string> HandleAsync(string json, ILambdaContext context)
    {
        var address = JsonSerializer.Deserialize<Address>(json, Options)!;
        Normalize(address);
        await Task.Yield();
        address.Extra["bytes"] = Utf8.GetByteCount(address.Street).ToString();
        return JsonSerializer.Serialize(address, Options);
    }

    private static void Normalize(Address address)
    {
        address.Street = Spaces.Replace(address.Street, " ").Trim();
        address.City = Upper(address.City);
        address.Extra.Remove("debug");
    }

    private static string Upper(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            builder.Append(char.ToUpperInvariant(c));
        }

        return builder.ToString();
    }
}
