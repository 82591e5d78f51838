using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Scoring.Web.Tests.House;

/// <summary>What a compiled assembly refers to, read without loading it.</summary>
public sealed class Metadata : IDisposable
{
    private readonly PEReader file;
    private readonly MetadataReader reader;

    public Metadata(string path)
    {
        file = new PEReader(File.OpenRead(path));
        reader = file.GetMetadataReader();
    }

    public static Metadata Of(Type type) => new(type.Assembly.Location);

    public IReadOnlyList<string> Assemblies => [.. reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name))];

    public IReadOnlyList<string> Types => [.. reader.TypeReferences.Select(NameOf)];

    /// <summary>Every member used: assembly, type, name, and the number of parameters (-1 for a field).</summary>
    public IReadOnlyList<(string Assembly, string Type, string Name, int Parameters)> Members =>
        [.. reader.MemberReferences.Select(reader.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference).Select(m =>
        {
            var type = (TypeReferenceHandle)m.Parent;
            return (AssemblyOf(type), NameOf(type), reader.GetString(m.Name), Parameters(m));
        })];

    public void Dispose() => file.Dispose();

    private int Parameters(MemberReference member)
    {
        var blob = reader.GetBlobReader(member.Signature);
        var header = blob.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method)
            return -1;
        if (header.IsGeneric)
            blob.ReadCompressedInteger();
        return blob.ReadCompressedInteger();
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}+{reader.GetString(type.Name)}"
            : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private string AssemblyOf(TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => string.Empty,
        };
    }
}
