//! A component: a struct that holds what it was given, and the one way to draw it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, FnArg, Ident, ItemFn, Pat, ReturnType, Type};

struct Prop {
    docs: Vec<Attribute>,
    name: Ident,
    kind: Type,
    into: bool,
}

impl Prop {
    fn read(argument: &FnArg) -> syn::Result<Self> {
        let FnArg::Typed(argument) = argument else {
            return Err(syn::Error::new_spanned(argument, "a component has no self"));
        };
        let Pat::Ident(name) = &*argument.pat else {
            return Err(syn::Error::new_spanned(&argument.pat, "an argument of a component is a name"));
        };
        let docs = argument.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned();
        let mut into = false;
        for attribute in argument.attrs.iter().filter(|attribute| attribute.path().is_ident("prop")) {
            attribute.parse_nested_meta(|meta| {
                into = meta.path.is_ident("into");
                if into { Ok(()) } else { Err(meta.error("an argument of a component knows `into` only")) }
            })?;
        }
        Ok(Self { docs: docs.collect(), name: name.ident.clone(), kind: (*argument.ty).clone(), into })
    }
}

/// The name of the function that takes a prop in.
pub(crate) fn taker(prop: &Ident) -> Ident {
    format_ident!("take_{prop}", span = prop.span())
}

pub(crate) fn expand(function: TokenStream) -> syn::Result<TokenStream> {
    let ItemFn { attrs, vis, sig, block, .. } = syn::parse2(function)?;
    if !sig.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(sig.generics, "a component has no type of its own for each use"));
    }
    let props = sig.inputs.iter().map(Prop::read).collect::<syn::Result<Vec<_>>>()?;
    let name = &sig.ident;
    let output = match &sig.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, output) => quote!(#output),
    };
    let fields = props.iter().map(|Prop { docs, name, kind, .. }| quote!(#(#docs)* #vis #name: #kind));
    let takers = props.iter().map(|Prop { name, kind, into, .. }| {
        let taker = taker(name);
        if *into {
            quote! {
                #[doc(hidden)]
                #[inline]
                #vis fn #taker<M>(
                    given: impl crate::html::IntoProp<#kind, M>,
                ) -> #kind {
                    given.into_prop()
                }
            }
        } else {
            quote!(#[doc(hidden)] #[inline] #vis fn #taker(given: #kind) -> #kind { given })
        }
    });
    let names = props.iter().map(|prop| &prop.name);
    Ok(quote! {
        #(#attrs)*
        #vis struct #name { #(#fields),* }

        impl #name {
            #(#takers)*

            /// Draws it.
            #vis fn view(self) -> #output {
                let Self { #(#names),* } = self;
                crate::html::untrack(move || #block)
            }
        }
    })
}
